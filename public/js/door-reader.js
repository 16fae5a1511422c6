/**
 * @typedef {{ detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }} Reader
 */

/**
 * The browser's own reader of QR codes where it has one, else ours in a worker; null where there is neither.
 * @param {string | undefined} decoder address of the worker's script
 * @returns {Promise<Reader | null>}
 */
export async function codeReader(decoder) {
  return (await builtInReader()) ?? workerReader(decoder);
}

/** Having the class is not enough: it must list the format. */
async function builtInReader() {
  const { BarcodeDetector } = /** @type {any} */ (globalThis);
  if (!BarcodeDetector) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes('qr_code')
    ? /** @type {Reader} */ (new BarcodeDetector({ formats: ['qr_code'] }))
    : null;
}

/**
 * One picture is under way at a time. The worker starts with the first.
 * @param {string | undefined} decoder
 * @returns {Reader | null}
 */
function workerReader(decoder) {
  if (!decoder || typeof Worker !== 'function' || typeof WebAssembly !== 'object') return null;
  /** @type {Worker | undefined} */
  let worker;
  /** @type {(text: string | null) => void} */
  let answer = () => {};

  function start() {
    const made = new Worker(/** @type {string} */ (decoder), { type: 'module' });
    made.addEventListener('message', ({ data }) => answer(data));
    made.addEventListener('error', () => answer(null));
    return made;
  }

  return {
    async detect(video) {
      const picture = await pictureOf(video);
      const reading = (worker ??= start());
      const text = await new Promise((/** @type {(text: string | null) => void} */ resolve) => {
        answer = resolve;
        reading.postMessage(picture, [picture]);
      });
      return text ? [{ rawValue: text }] : [];
    },
  };
}

/**
 * A frame is handed over without being drawn; where the browser has no frames, or refuses one, it is copied.
 * @param {HTMLVideoElement} video
 * @returns {Promise<any>}
 */
async function pictureOf(video) {
  const { VideoFrame } = /** @type {any} */ (globalThis);
  try {
    if (VideoFrame) return new VideoFrame(video, { timestamp: 0 });
  } catch {
    // A picture that is copied reads just as well.
  }
  return createImageBitmap(video);
}
