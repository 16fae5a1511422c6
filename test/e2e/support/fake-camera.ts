import { openSync, writeSync, writeFileSync } from 'node:fs';
import { encode } from 'uqr';

const [WIDTH, HEIGHT, CELL] = [640, 480, 8];
const HEADER = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420jpeg\n`;

/** A film for Chromium's fake camera, which plays it again and again: what it shows can be changed while it runs. */
export function fakeCamera(file: string) {
  writeFileSync(file, film(null));
  const open = openSync(file, 'r+');
  return {
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
    /** Holds a code before the camera, or nothing. */
    show(text: string | null): void {
      writeSync(open, film(text), 0, undefined, 0);
    },
  };
}

/** Two equal frames, in grey. */
function film(text: string | null): Buffer {
  const grey = Buffer.alloc(WIDTH * HEIGHT, 200);
  if (text) draw(grey, text);
  const color = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, color]);
  return Buffer.concat([Buffer.from(HEADER), frame, frame]);
}

function draw(grey: Buffer, text: string): void {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const [left, top] = [(WIDTH - size * CELL) >> 1, (HEIGHT - size * CELL) >> 1];
  for (let y = 0; y < size * CELL; y += 1)
    for (let x = 0; x < size * CELL; x += 1)
      grey[(top + y) * WIDTH + left + x] = data[Math.floor(y / CELL)]![Math.floor(x / CELL)]
        ? 20
        : 235;
}
