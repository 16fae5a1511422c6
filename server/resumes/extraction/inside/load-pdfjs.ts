/** Loads pdf.js with its worker in this same thread: the process is the fence, and a second heap would only cost memory. */
export async function loadPdfjs() {
  // Drawing classes that pdf.js names while it loads; reading text never uses them, and the native ones are kept out.
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {} });
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}
