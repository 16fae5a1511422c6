import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;
const MAGIC = 'fairbridge backup 1\n';
const CHUNK_BYTES = 64 * 1024;
const KINDS = { collection: 'c', document: 'd', file: 'f', end: 'e' } as const;

/**
 * What a backup is made of, whichever store it came from: each collection with its documents after it, then the résumé files.
 * In the file, gzipped: a first line, then for each record one letter, the length of what follows in four bytes, and that; the last
 * record counts the others, so that a file that was cut off is never taken for a whole one.
 */
export type BackupRecord =
  | { kind: 'collection'; name: string; indexes: mongoose.mongo.Document[] }
  | { kind: 'document'; bson: Uint8Array }
  | { kind: 'file'; name: string; bytes: Buffer };

export type BackupTotals = Record<BackupRecord['kind'], number>;

/** Writes beside the file first, so that a backup that failed leaves none behind. @throws when the file exists. */
export async function writeBackup(
  file: string,
  records: AsyncIterable<BackupRecord>,
): Promise<BackupTotals> {
  if (await stat(file).catch(() => null)) throw new Error(`${file} exists already.`);
  const totals: BackupTotals = { collection: 0, document: 0, file: 0 };
  const draft = `${file}.part`;
  try {
    const source = Readable.from(chunked(frames(records, totals)));
    await pipeline(source, createGzip({ level: 4 }), createWriteStream(draft));
    const written = await open(draft, 'r+');
    await written.sync();
    await written.close();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return totals;
}

/** @throws when the file is no backup, is damaged or was cut off; then what came before must not be trusted either. */
export async function* readBackup(file: string): AsyncGenerator<BackupRecord> {
  const damaged = new Error(`${file} is not a whole backup: it is damaged or was cut off.`);
  const totals: BackupTotals = { collection: 0, document: 0, file: 0 };
  let whole = false;
  try {
    for await (const [letter, payload] of framesIn(file)) {
      if (whole) throw damaged;
      if (letter === KINDS.end) {
        whole = JSON.stringify(BSON.deserialize(payload)) === JSON.stringify(totals);
        continue;
      }
      const record = parse(letter, payload);
      if (!record) throw damaged;
      totals[record.kind]++;
      yield record;
    }
  } catch (error) {
    const { code } = error as { code?: string };
    throw code?.startsWith('Z_') ? damaged : error;
  }
  if (!whole) throw damaged;
}

async function* frames(
  records: AsyncIterable<BackupRecord>,
  totals: BackupTotals,
): AsyncGenerator<Buffer> {
  yield Buffer.from(MAGIC);
  for await (const record of records) {
    totals[record.kind]++;
    yield* frame(KINDS[record.kind], payloadOf(record));
  }
  yield* frame(KINDS.end, BSON.serialize(totals));
}

function* frame(letter: string, payload: Uint8Array): Generator<Buffer> {
  const head = Buffer.alloc(5, letter);
  head.writeUInt32BE(payload.length, 1);
  yield head;
  yield Buffer.from(payload.buffer, payload.byteOffset, payload.length);
}

function payloadOf(record: BackupRecord): Uint8Array {
  if (record.kind === 'document') return record.bson;
  if (record.kind === 'collection')
    return BSON.serialize({ name: record.name, indexes: record.indexes });
  const name = Buffer.from(record.name);
  return Buffer.concat([Buffer.from([name.length]), name, record.bytes]);
}

function parse(letter: string, payload: Buffer): BackupRecord | null {
  if (letter === KINDS.document) return { kind: 'document', bson: payload };
  if (letter === KINDS.collection) {
    const { name, indexes } = BSON.deserialize(payload);
    return { kind: 'collection', name, indexes };
  }
  if (letter !== KINDS.file) return null;
  const end = 1 + payload[0]!;
  return { kind: 'file', name: payload.toString('utf8', 1, end), bytes: payload.subarray(end) };
}

/** Many small pieces as fewer larger ones: gzip works by the piece. */
async function* chunked(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  yield Buffer.concat(waiting, size);
}

async function* framesIn(file: string): AsyncGenerator<[letter: string, payload: Buffer]> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.once('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of unpacked) {
    rest = rest.length ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    if (!begun && rest.length >= MAGIC.length) {
      if (rest.toString('latin1', 0, MAGIC.length) !== MAGIC)
        throw new Error(`${file} is not a backup that this version of Fairbridge can read.`);
      rest = rest.subarray(MAGIC.length);
      begun = true;
    }
    while (begun && rest.length >= 5) {
      const end = 5 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      yield [rest.toString('latin1', 0, 1), Buffer.from(rest.subarray(5, end))];
      rest = rest.subarray(end);
    }
  }
  if (rest.length) throw Object.assign(new Error('cut off'), { code: 'Z_CUT_OFF' });
}
