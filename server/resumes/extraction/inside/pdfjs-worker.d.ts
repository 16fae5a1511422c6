/** pdf.js describes its interface only; its worker is loaded for the sake of loading. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
