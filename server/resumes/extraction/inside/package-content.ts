import { Refusal } from './refusal.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const DOCUMENT = /wordprocessingml\.(?:document|template)\.main\+xml/i;
const MACROS = /macroEnabled|vnd\.ms-office\.vba/i;

/** A package is a Word document by what it declares, not by its name. */
export function refuseUnlessDocument(parts: Map<string, string>): void {
  const types = parts.get(CONTENT_TYPES) ?? '';
  if (MACROS.test(types)) throw new Refusal('macros');
  if (!DOCUMENT.test(types)) throw new Refusal('type');
}

/** No part of a Word document has a document type; entities in one can name files and addresses, or grow without end. */
export function refuseDeclarations(xml: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Refusal('document type declaration');
}
