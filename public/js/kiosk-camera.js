import { startCamera } from './door-camera.js';
import { repeatGuard } from './door-code.js';
import { codeReader } from './door-reader.js';

const KEPT = 'fairbridge-kiosk-camera';

/**
 * The kiosk's camera: at once where it was allowed before, else at a press. It looks at whoever stands before the
 * screen, unless staff have chosen the other one on this device.
 * @param {HTMLElement} kiosk
 * @param {(code: string) => void} onCode a badge that was not in view a moment before
 */
export async function kioskCamera(kiosk, onCode) {
  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (kiosk.querySelector(`[data-kiosk-${name}]`));
  const video = kiosk.querySelector('video');
  const reader = await codeReader(kiosk.dataset.decoder);
  if (!video || !reader || !isSecureContext || !navigator.mediaDevices) return;
  const guard = repeatGuard();
  let facing = localStorage.getItem(KEPT) === 'environment' ? 'environment' : 'user';

  part('start').hidden = false;
  part('start').addEventListener('click', () => void open());
  part('other').addEventListener('click', () => {
    facing = facing === 'user' ? 'environment' : 'user';
    localStorage.setItem(KEPT, facing);
    void open();
  });
  const name = /** @type {PermissionName} */ ('camera');
  const allowed = await navigator.permissions?.query({ name }).catch(() => null);
  if (allowed?.state === 'granted') await open();

  async function open() {
    if (!video || !reader) return;
    const before = video.srcObject;
    if (before instanceof MediaStream) for (const track of before.getTracks()) track.stop();
    const track = await startCamera(video, reader, see, facing).catch(() => null);
    for (const shown of ['finder', 'aim']) part(shown).hidden = !track;
    part('no-camera').hidden = Boolean(track);
    part('start').hidden = Boolean(track);
    part('finder').classList.toggle('viewfinder--mirror', facing === 'user');
    const devices = track ? await navigator.mediaDevices.enumerateDevices() : [];
    part('other').hidden = devices.filter(({ kind }) => kind === 'videoinput').length < 2;
  }

  /** @param {string} code */
  function see(code) {
    // What comes while another badge is asked about is seen again in a moment.
    if (kiosk.dataset.state !== 'checking' && !guard.isRepeat(code, 'camera')) onCode(code);
  }
}
