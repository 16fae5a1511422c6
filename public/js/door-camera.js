/**
 * Shows the camera's picture and tells of every code in it. One frame at a time: the next is looked at when the last
 * has been read, and a frame that cannot be read is only skipped.
 * @param {HTMLVideoElement} video
 * @param {import('./door-reader.js').Reader} reader
 * @param {(code: string) => void} onCode
 * @param {string} [facing] away from whoever holds the device, or `user`
 */
export async function startCamera(video, reader, onCode, facing = 'environment') {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: facing, width: { ideal: 1280 } },
  });
  video.srcObject = stream;
  await video.play();
  const [track] = stream.getVideoTracks();

  const look = async () => {
    const found = await reader.detect(video).catch(() => []);
    for (const { rawValue } of found) if (rawValue) onCode(rawValue);
    next();
  };
  const next = () => {
    if (track.readyState === 'live') video.requestVideoFrameCallback(() => void look());
  };
  next();
  return track;
}

/** @param {unknown} error */
export function cameraTrouble(error) {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError')
    return 'The camera is not allowed for this page: allow it in the browser’s settings. A USB scanner or typing works, too.';
  if (name === 'NotFoundError')
    return 'This device has no camera. Use a USB scanner, or type the code.';
  return 'The camera did not start. Use a USB scanner, or type the code.';
}

export const noReader =
  'This browser cannot read QR codes by itself. Use a USB scanner, or type the eight characters beside the square.';

export const notSecure =
  'The camera works only over HTTPS. Use a USB scanner, or type the eight characters beside the square.';
