import { fileLimits } from './limits.ts';
import type { RejectReason } from './reject-reasons.ts';
import type { ResumeKind, UploadedFile } from './verdict.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const SHORTEST = '%PDF-1.7'.length;

/** What a file claims to be by name and by its first bytes, without parsing anything. */
export function recognizeContainer(
  file: UploadedFile,
): { kind: ResumeKind } | { reason: RejectReason } {
  const { bytes } = file;
  if (bytes.length === 0) return { reason: 'empty' };
  const named = kindByName(file.name);
  if (!named) return { reason: 'type' };
  if (bytes.length < SHORTEST) return { reason: 'damaged' };
  if (bytes.subarray(0, OLE.length).equals(OLE)) return { reason: oleReason(named, bytes) };
  const found = kindByContent(bytes);
  if (!found) return { reason: named === 'pdf' && hasLostItsHead(bytes) ? 'damaged' : 'type' };
  if (found !== named) return { reason: 'name and content differ' };
  if (found === 'docx' && partsClaimed(bytes) > fileLimits.parts)
    return { reason: 'too many parts' };
  if (bytes.length > fileLimits.bytes) return { reason: 'too big' };
  return { kind: found };
}

function kindByName(name: string): ResumeKind | null {
  const ending = /\.(pdf|docx)$/i.exec(name)?.[1]?.toLowerCase();
  return ending === 'pdf' || ending === 'docx' ? ending : null;
}

/** Readers find a PDF header behind other bytes too, so a page or a script in front of it must not pass: byte 0 counts. */
function kindByContent(bytes: Buffer): ResumeKind | null {
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return 'pdf';
  return bytes.toString('latin1', 0, 4) === 'PK\x03\x04' ? 'docx' : null;
}

/** The rest of a PDF behind broken bytes is a damaged PDF; behind readable ones it is something else in disguise. */
function hasLostItsHead(bytes: Buffer): boolean {
  const readable = /^[\s\x20-\x7e]*$/.test(bytes.toString('latin1', 0, SHORTEST));
  return !readable && (bytes.includes('endobj') || bytes.includes('trailer'));
}

/** Word keeps a document with a password in an OLE container, which is also the format of old Word. */
function oleReason(named: ResumeKind, bytes: Buffer): RejectReason {
  const locked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return named === 'docx' && locked ? 'encrypted' : 'type';
}

/** The count in the ZIP's end record. A lower lie is found out when the directory is read. */
function partsClaimed(bytes: Buffer): number {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  return end >= 0 && end + 12 <= bytes.length ? bytes.readUInt16LE(end + 10) : 0;
}
