import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Annotation } from './pdf-annotation.ts';
import { Refusal } from './refusal.ts';

/** Scripts of the document and of its form fields, and files attached to it: an employer would open them unknowingly. */
export async function refuseActiveContent(document: PDFDocumentProxy): Promise<void> {
  if (await document.hasJSActions()) throw new Refusal('active content');
  if (await document.getAttachments()) throw new Refusal('active content');
}

export async function refuseActivePage(
  page: PDFPageProxy,
  annotations: Annotation[],
): Promise<void> {
  if (await page.getJSActions()) throw new Refusal('active content');
  for (const { subtype, actions } of annotations)
    if (subtype === 'FileAttachment' || actions) throw new Refusal('active content');
}
