// Reads QR codes out of camera frames, away from the page. It speaks to the reader's module itself and gives back what
// that allocates: the package's own call keeps a little of every frame with a code, which adds up over a day.
export {};

const worker = /** @type {any} */ (self);
const base = `/desk/zxing/${new URL(location.href).searchParams.get('zxing')}/reader/`;
const loading = load();

const OPTIONS = {
  formats: 'QRCode',
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  tryDenoise: false,
  binarizer: 0,
  isPure: false,
  downscaleFactor: 3,
  downscaleThreshold: 500,
  minLineCount: 2,
  maxNumberOfSymbols: 1,
  validateOptionalChecksum: false,
  returnErrors: false,
  eanAddOnSymbol: 0,
  textMode: 0,
  characterSet: 0,
  tryCode39ExtendedMode: true,
};
/** Pictures whose first plane is the grey picture. */
const greyFirst = ['I420', 'I420A', 'NV12'];

/** @type {{ at: number, size: number }} */
let room = { at: 0, size: 0 };
let buffer = new Uint8Array(0);
let canvas = new OffscreenCanvas(1, 1);

worker.addEventListener('message', async (/** @type {MessageEvent} */ { data: picture }) => {
  const text = await read(picture).catch(() => null);
  picture.close();
  worker.postMessage(text);
});

async function load() {
  const { prepareZXingModule } = await import(`${base}index.js`);
  const overrides = { locateFile: (/** @type {string} */ name) => base + name };
  return prepareZXingModule({ overrides, fireImmediately: true });
}

/**
 * @param {any} picture a VideoFrame or an ImageBitmap
 * @returns {Promise<string>} empty when there is no code in it
 */
async function read(picture) {
  const reader = await loading;
  const { grey, width, height } = greyFirst.includes(picture.format)
    ? await greyOfFrame(picture)
    : greyOfPicture(picture);
  if (room.size < grey.length) {
    if (room.size) reader._free(room.at);
    room = { at: reader._malloc(grey.length), size: grey.length };
  }
  reader.HEAPU8.set(grey, room.at);
  const found = reader.readBarcodesFromPixmap(room.at, width, height, OPTIONS);
  try {
    return found.size() > 0 ? found.get(0).text : '';
  } finally {
    found.delete();
  }
}

/** @param {any} frame */
async function greyOfFrame(frame) {
  const { width, height } = frame.visibleRect;
  const size = frame.allocationSize();
  if (buffer.length < size) buffer = new Uint8Array(size);
  const [{ offset, stride }] = await frame.copyTo(buffer);
  if (stride !== width)
    for (let row = 1; row < height; row += 1)
      buffer.copyWithin(offset + row * width, offset + row * stride, offset + row * stride + width);
  return { grey: buffer.subarray(offset, offset + width * height), width, height };
}

/** @param {any} picture */
function greyOfPicture(picture) {
  const width = picture.displayWidth ?? picture.width;
  const height = picture.displayHeight ?? picture.height;
  if (canvas.width !== width || canvas.height !== height)
    canvas = new OffscreenCanvas(width, height);
  const context = /** @type {any} */ (canvas.getContext('2d', { willReadFrequently: true }));
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  if (buffer.length < width * height) buffer = new Uint8Array(width * height);
  // The weights of red, green and blue of ITU-R BT.601, as 1/1024.
  for (let at = 0; at < width * height; at += 1)
    buffer[at] = (306 * data[4 * at] + 601 * data[4 * at + 1] + 117 * data[4 * at + 2]) >> 10;
  return { grey: buffer.subarray(0, width * height), width, height };
}
