import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { fileLimits } from '../limits.ts';
import { isChunk } from './chunk-text.ts';
import { refuseDeclarations } from './package-content.ts';
import { isXml, judgeParts, type Part } from './part-rules.ts';
import { decodePart } from './part-encoding.ts';
import { Refusal } from './refusal.ts';

/** The text parts of a ZIP package by name. The whole directory is judged first; unpacking is bounded whatever it says. */
export async function openPackage(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false });
  const entries = await readDirectory(zip);
  const reason = judgeParts(entries.map(partOf), bytes.length);
  if (reason) throw new Refusal(reason);

  const parts = new Map<string, string>();
  let room = fileLimits.unpackedBytes;
  for (const entry of entries) {
    const { name } = partOf(entry);
    if (!isXml(name) && !isChunk(name)) continue;
    const content = await unpack(zip, entry, Math.min(room, fileLimits.xmlBytes));
    room -= content.length;
    const text = decodePart(content);
    if (isXml(name)) refuseDeclarations(text);
    parts.set(name, text);
  }
  return parts;
}

async function readDirectory(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    if (entries.length > fileLimits.parts) throw new Refusal('too many parts');
  }
  return entries;
}

function partOf(entry: Entry): Part {
  return {
    name: entry.fileNameRaw.toString('utf8'),
    packed: entry.compressedSize,
    unpacked: entry.uncompressedSize,
    method: entry.compressionMethod,
    locked: entry.isEncrypted(),
  };
}

async function unpack(zip: ZipFile, entry: Entry, room: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > room) throw new Refusal('too big unpacked');
      pieces.push(piece);
    }
  } catch (error) {
    // The stream stops as soon as more comes out than the directory promised.
    const lied = error instanceof Error && error.message.startsWith('too many bytes');
    throw lied ? new Refusal('too big unpacked') : error;
  }
  return Buffer.concat(pieces);
}
