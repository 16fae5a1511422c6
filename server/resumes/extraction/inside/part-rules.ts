import { fileLimits } from '../limits.ts';
import type { RejectReason } from '../reject-reasons.ts';

/** One entry of a ZIP's directory. */
export interface Part {
  name: string;
  packed: number;
  unpacked: number;
  method: number;
  locked: boolean;
}

const STORED = 0;
const DEFLATED = 8;

/** Why a package is refused by its directory alone, before anything is unpacked. */
export function judgeParts(parts: Part[], fileBytes: number): RejectReason | null {
  if (parts.length > fileLimits.parts) return 'too many parts';
  if (parts.some((part) => part.packed > fileBytes)) return 'damaged';
  if (parts.some((part) => part.locked)) return 'encrypted';
  if (parts.some(({ method }) => method !== STORED && method !== DEFLATED)) return 'damaged';
  if (parts.some((part) => isUnsafe(part.name))) return 'unsafe part name';
  // Readers disagree on which of two parts counts; names of parts do not differ by case.
  if (new Set(parts.map((part) => part.name.toLowerCase())).size < parts.length) return 'damaged';
  if (parts.some((part) => MACROS.test(part.name))) return 'macros';
  if (parts.some((part) => CONTROLS.test(part.name))) return 'active content';
  return sizesOf(parts);
}

const MACROS = /(?:^|\/)(?:vbaProject\.bin|vbaProjectSignature\w*\.bin|vbaData\.xml)$/i;
const CONTROLS = /^word\/activeX\//i;

function isUnsafe(name: string): boolean {
  if (name === '' || /^[/\\]|^[a-z]:|[\\\p{Cc}]/iu.test(name)) return true;
  return name.split('/').includes('..');
}

function sizesOf(parts: Part[]): RejectReason | null {
  const total = parts.reduce((sum, part) => sum + part.unpacked, 0);
  const xmlTooBig = parts.some((part) => isXml(part.name) && part.unpacked > fileLimits.xmlBytes);
  return xmlTooBig || total > fileLimits.unpackedBytes ? 'too big unpacked' : null;
}

export const isXml = (name: string): boolean => /\.(?:xml|rels)$/i.test(name);
