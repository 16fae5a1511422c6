import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Refusal } from './refusal.ts';

/** Scripts of the document and of its form fields, and files attached to it: an employer would open them unknowingly. */
export async function refuseActiveContent(document: PDFDocumentProxy): Promise<void> {
  if (await document.hasJSActions()) throw new Refusal('active content');
  if (await document.getAttachments()) throw new Refusal('active content');
}

export async function refuseActivePage(page: PDFPageProxy): Promise<void> {
  if (await page.getJSActions()) throw new Refusal('active content');
  for (const annotation of await page.getAnnotations()) {
    const { subtype, actions } = annotation as { subtype?: string; actions?: object | null };
    if (subtype === 'FileAttachment' || actions) throw new Refusal('active content');
  }
}
