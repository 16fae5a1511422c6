// Reads badges with the camera where the browser can do so by itself; everywhere else the code is typed.

const place = document.querySelector('[data-visit-scanner]');
if (place) void offerCamera(place);

/** @param {Element} place */
async function offerCamera(place) {
  const code = place.querySelector('#code');
  if (code instanceof HTMLInputElement && !code.value) code.focus();
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector;
  if (!Detector || !navigator.mediaDevices) return;
  const formats = await Detector.getSupportedFormats().catch(() => []);
  if (!formats.includes('qr_code')) return;
  const button = /** @type {HTMLButtonElement} */ (place.querySelector('[data-camera]'));
  button.hidden = false;
  button.addEventListener('click', () => void look(place, button, Detector));
}

/**
 * @param {Element} place
 * @param {HTMLButtonElement} button
 * @param {any} Detector
 */
async function look(place, button, Detector) {
  const says = /** @type {HTMLElement} */ (place.querySelector('[data-scanner-says]'));
  const frame = /** @type {HTMLElement} */ (place.querySelector('[data-viewfinder]'));
  const video = /** @type {HTMLVideoElement} */ (frame.querySelector('video'));
  button.hidden = true;
  try {
    const wish = { video: { facingMode: 'environment' } };
    video.srcObject = await navigator.mediaDevices.getUserMedia(wish);
    frame.hidden = false;
    await video.play();
    says.textContent = 'Hold the square of the badge before the camera.';
    submit(place, await firstCode(video, new Detector({ formats: ['qr_code'] })));
  } catch {
    says.textContent = 'The camera is not available. Type the eight characters instead.';
    frame.hidden = true;
  } finally {
    if (video.srcObject instanceof MediaStream)
      for (const track of video.srcObject.getTracks()) track.stop();
  }
}

/**
 * @param {HTMLVideoElement} video
 * @param {{ detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }} detector
 */
async function firstCode(video, detector) {
  for (;;) {
    // A frame that cannot be read is no reason to stop looking.
    const [found] = await detector.detect(video).catch(() => []);
    if (found?.rawValue) return found.rawValue;
    await new Promise((next) => setTimeout(next, 120));
  }
}

/** @param {Element} place @param {string} text */
function submit(place, text) {
  const form = /** @type {HTMLFormElement} */ (place.querySelector('form'));
  const code = /** @type {HTMLInputElement} */ (place.querySelector('#code'));
  code.value = text;
  navigator.vibrate?.(60);
  form.requestSubmit();
}
