import mammoth from 'mammoth';
import { fileLimits } from '../limits.ts';
import { chunkTexts } from './chunk-text.ts';
import { openPackage } from './open-package.ts';
import { refuseUnlessDocument } from './package-content.ts';
import { plainPackage } from './plain-package.ts';
import { Refusal } from './refusal.ts';
import { wordText } from './word-text.ts';

/** Text of a DOCX: headers, body, pages pasted in as HTML, footers. The parser sees only parts that were checked and bounded. */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  const parts = await openPackage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  refuseUnlessDocument(parts);
  const body = await mammoth.extractRawText({ buffer: plainPackage(parts) });
  const text = [
    marginTexts(parts, 'header'),
    body.value,
    ...chunkTexts(parts),
    marginTexts(parts, 'footer'),
  ].join('\n');
  if (text.length > fileLimits.letters) throw new Refusal('too much text');
  return text;
}

/** Each header or footer once: a document often has the same one for first, odd and even pages. */
function marginTexts(parts: Map<string, string>, margin: 'header' | 'footer'): string {
  const texts = new Set<string>();
  for (const [name, xml] of parts)
    if (new RegExp(`^word/${margin}\\d*\\.xml$`, 'i').test(name)) texts.add(wordText(xml).trim());
  return [...texts].join('\n');
}
