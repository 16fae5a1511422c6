import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileLimits } from '../limits.ts';
import { loadPdfjs } from './load-pdfjs.ts';
import { fieldText, type Annotation } from './pdf-annotation.ts';
import { refuseActiveContent, refuseActivePage } from './pdf-active-content.ts';
import { pageText } from './pdf-page-text.ts';
import { Refusal } from './refusal.ts';

const pdfjs = await loadPdfjs();
const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Text of a PDF, page by page in the order in which it was written. */
export async function readPdf(bytes: Uint8Array): Promise<{ text: string; pages: number }> {
  const loading = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    // Chinese, Japanese and Korean fonts often name one of these tables instead of bringing their own.
    cMapUrl: join(home, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts/'),
  });
  try {
    const document = await loading.promise;
    if (document.numPages > fileLimits.pages) throw new Refusal('too many pages');
    await refuseActiveContent(document);
    const texts: string[] = [];
    let room = fileLimits.letters;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const annotations = (await page.getAnnotations()) as Annotation[];
      await refuseActivePage(page, annotations);
      const text = (await pageText(page, room)) + fieldText(annotations);
      if (text.length > room) throw new Refusal('too much text');
      room -= text.length;
      texts.push(text);
      page.cleanup();
    }
    return { text: texts.join('\n\n'), pages: document.numPages };
  } catch (error) {
    throw error instanceof Error && error.name === 'PasswordException'
      ? new Refusal('encrypted')
      : error;
  } finally {
    await loading.destroy();
  }
}
