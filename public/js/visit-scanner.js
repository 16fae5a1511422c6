// Reads badges with the camera where the page may use one; everywhere else the code is typed.
import { codeReader } from './door-reader.js';

const place = document.querySelector('[data-visit-scanner]');
if (place) void offerCamera(place);

/** @param {Element} place */
async function offerCamera(place) {
  const code = place.querySelector('#code');
  if (code instanceof HTMLInputElement && !code.value) code.focus();
  if (!navigator.mediaDevices || !(place instanceof HTMLElement)) return;
  const reader = await codeReader(place.dataset.decoder);
  if (!reader) return;
  const button = /** @type {HTMLButtonElement} */ (place.querySelector('[data-camera]'));
  button.hidden = false;
  button.addEventListener('click', () => void look(place, button, reader));
}

/**
 * @param {Element} place
 * @param {HTMLButtonElement} button
 * @param {import('./door-reader.js').Reader} reader
 */
async function look(place, button, reader) {
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
    submit(place, await firstCode(video, reader));
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
 * @param {import('./door-reader.js').Reader} reader
 */
async function firstCode(video, reader) {
  for (;;) {
    // A frame that cannot be read is no reason to stop looking.
    const [found] = await reader.detect(video).catch(() => []);
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
