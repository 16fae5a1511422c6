import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Refusal } from './refusal.ts';

interface TextPiece {
  str?: string;
  hasEOL?: boolean;
}

/** Text of one page. It is taken piece by piece, so that a page with millions of letters is left in the middle. */
export async function pageText(page: PDFPageProxy, room: number): Promise<string> {
  const reader = page.streamTextContent().getReader();
  const pieces: string[] = [];
  let letters = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as {
      done: boolean;
      value?: { items: TextPiece[] };
    };
    if (done || !value) return pieces.join('');
    for (const { str = '', hasEOL } of value.items) {
      pieces.push(str, hasEOL ? '\n' : '');
      letters += str.length + 1;
    }
    if (letters > room) {
      await reader.cancel(new Error('too much text'));
      throw new Refusal('too much text');
    }
  }
}
