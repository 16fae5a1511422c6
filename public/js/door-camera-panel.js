import { cameraTrouble, noReader, notSecure, startCamera } from './door-camera.js';
import { codeReader } from './door-reader.js';

/**
 * The camera's part of the page: says plainly when it cannot be used, starts it when asked, and at once where it was
 * allowed before.
 * @param {HTMLElement} page
 * @param {(code: string) => void} onCode
 */
export async function cameraPanel(page, onCode) {
  const start = part('[data-camera-start]');
  const note = part('[data-camera-note]');
  const torch = part('[data-torch]');
  const video = page.querySelector('video');
  if (!start || !note || !video) return;
  if (!isSecureContext || !navigator.mediaDevices) return say(notSecure);
  const reader = await codeReader(page.dataset.decoder);
  if (!reader) return say(noReader);

  start.hidden = false;
  start.addEventListener('click', () => void open());
  const allowed = await navigator.permissions
    ?.query({ name: /** @type {PermissionName} */ ('camera') })
    .catch(() => null);
  if (allowed?.state === 'granted') await open();

  async function open() {
    if (!reader || !video) return;
    try {
      const track = await startCamera(video, reader, onCode);
      const finder = part('[data-viewfinder]');
      if (finder) finder.hidden = false;
      if (start) start.hidden = true;
      if (note) note.hidden = true;
      offerLight(track);
      keepAwake();
    } catch (error) {
      say(cameraTrouble(error));
    }
  }

  /** @param {MediaStreamTrack} track */
  function offerLight(track) {
    const able = /** @type {{ torch?: boolean }} */ (track.getCapabilities?.() ?? {});
    if (!torch || !able.torch) return;
    torch.hidden = false;
    torch.addEventListener('click', () => {
      const on = torch.getAttribute('aria-pressed') !== 'true';
      const light = /** @type {any} */ ({ advanced: [{ torch: on }] });
      track.applyConstraints(light).then(
        () => torch.setAttribute('aria-pressed', String(on)),
        () => (torch.hidden = true),
      );
    });
  }

  /** @param {string} text */
  function say(text) {
    if (!note) return;
    note.textContent = text;
    note.hidden = false;
  }

  /** @param {string} selector */
  function part(selector) {
    const found = page.querySelector(selector);
    return found instanceof HTMLElement ? found : null;
  }
}

/** The screen stays on while the page is in front; where it is refused, scanning goes on all the same. */
function keepAwake() {
  const ask = () => {
    if (document.visibilityState === 'visible')
      navigator.wakeLock?.request('screen').catch(() => {});
  };
  ask();
  document.addEventListener('visibilitychange', ask);
}
