import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** A printed page: its size in points, its words, and what a scanner reads on it. */
export interface PrintedPage {
  width: number;
  height: number;
  text: string;
  codes: string[];
}

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const overrides = { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer };
const DOTS_PER_INCH = 200;

/** Reads a PDF as a printer and a badge reader would: every page drawn at 200 dots an inch, its codes decoded. */
export async function readPaper(pdf: Buffer): Promise<PrintedPage[]> {
  await prepareZXingModule({ overrides, fireImmediately: true });
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await readPage(document, number));
  await task.destroy();
  return pages;
}

type Draw = Parameters<PDFPageProxy['render']>[0];
type Drawing = { canvas: NonNullable<Draw['canvas']>; context: NonNullable<Draw['canvasContext']> };
type Picture = Exclude<Parameters<typeof readBarcodes>[0], Blob | ArrayBuffer | Uint8Array>;

async function readPage(document: PDFDocumentProxy, number: number): Promise<PrintedPage> {
  const page = await document.getPage(number);
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const viewport = page.getViewport({ scale: DOTS_PER_INCH / 72 });
  const factory = document.canvasFactory as { create(width: number, height: number): Drawing };
  const { canvas, context } = factory.create(viewport.width, viewport.height);
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' } as Picture, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 20,
  });
  const { items } = await page.getTextContent();
  return {
    width: right - left,
    height: top - bottom,
    text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
    codes: found.map(({ text }) => text),
  };
}
