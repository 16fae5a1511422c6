import { cameraTrouble } from './door-camera.js';
import { signal } from './door-signals.js';

/** @typedef {ReturnType<typeof import('./preflight-report.js').preflightReport>} Report */

const WAKE_MS = 150;

/**
 * The camera's picture, and its light where it has one.
 * @param {Report} report
 */
export function checkCamera(report) {
  if (!navigator.mediaDevices)
    return report.set(
      'camera',
      'fail',
      'Not available on a page that is not secure. Use a keyboard scanner, or type codes.',
    );
  const start = offer(report, 'camera', async () => {
    start.hidden = true;
    try {
      const video = { facingMode: 'environment', width: { ideal: 1280 } };
      const stream = await navigator.mediaDevices.getUserMedia({ video });
      const picture = /** @type {HTMLVideoElement} */ (report.part('camera', '[data-camera]'));
      picture.srcObject = stream;
      report.part('camera', '[data-viewfinder]').hidden = false;
      await picture.play();
      const [track] = stream.getVideoTracks();
      const light = offerLight(report, track);
      const { videoWidth, videoHeight } = picture;
      report.set(
        'camera',
        'ok',
        `${videoWidth} × ${videoHeight} points. ${light ? 'Try the light.' : 'It has no light that this page may switch on.'}`,
      );
      addEventListener('pagehide', () => track.stop());
    } catch (error) {
      start.hidden = false;
      report.set('camera', 'fail', cameraTrouble(error));
    }
  });
}

/**
 * Every browser knows the word; only the camera itself tells whether it has a light.
 * @param {Report} report
 * @param {MediaStreamTrack} track
 */
function offerLight(report, track) {
  const able = /** @type {{ torch?: boolean }} */ (track.getCapabilities?.() ?? {});
  if (!able.torch) return false;
  const button = report.part('camera', '[data-torch]');
  button.hidden = false;
  button.onclick = async () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    const light = /** @type {any} */ ({ advanced: [{ torch: on }] });
    const done = await track.applyConstraints(light).then(
      () => true,
      () => false,
    );
    if (done) button.setAttribute('aria-pressed', String(on));
    else button.hidden = true;
  };
  return true;
}

/** @param {Report} report */
export function checkSound(report) {
  offer(report, 'sound', () => {
    // The first touch of a page only wakes its sound.
    setTimeout(() => signal('ok'), WAKE_MS);
    report.ask('sound', 'Did you hear two tones, the second one higher?', {
      yes: 'Welcome is two tones upwards; a refusal is three low ones.',
      no: 'Turn the volume up and the silent switch off, then try again. The color and the word say the same.',
    });
  });
}

/** @param {Report} report */
export function checkVibration(report) {
  if (!navigator.vibrate)
    return report.set(
      'vibration',
      'look',
      'This browser cannot. Color, word and sound say the same.',
    );
  offer(report, 'vibration', () => {
    navigator.vibrate([250, 80, 250]);
    report.ask('vibration', 'Did you feel it?', {
      yes: 'Short is welcome, long is a refusal.',
      no: 'This device has no motor, or vibration is off in its settings. Color, word and sound say the same.',
    });
  });
}

/** @param {Report} report */
export function checkPrinter(report) {
  report.part('printer', '[data-try-print]').addEventListener('click', () =>
    report.ask('printer', 'Did the page come out whole, with its frame 80 mm wide?', {
      yes: 'Print badges at 100 %, without margins.',
      no: 'Choose 100 %, no margins and no headers in the print window. Nobody waits for a printer: badges can be written by hand.',
    }),
  );
}

/**
 * @param {Report} report
 * @param {string} name
 * @param {() => void} action
 */
function offer(report, name, action) {
  const button = report.part(name, '[data-try]');
  button.hidden = false;
  button.addEventListener('click', action);
  return button;
}
