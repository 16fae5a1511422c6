import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text that a reader finds in a PDF, page after page. */
export async function textOfPdf(file: Buffer): Promise<{ pages: number; text: string }> {
  const task = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const document = await task.promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const content = await (await document.getPage(at + 1)).getTextContent();
      return content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  await task.destroy();
  return { pages: pages.length, text: pages.join(' ') };
}
