import { encode } from 'uqr';

const QUIET_ZONE = 4;

/** A QR code (level M) as one SVG path in a square of `qrSize` modules, quiet zone included. */
export function qrOf(text: string): { qrPath: string; qrSize: number } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const dark = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')));
  return { qrPath: dark.join(''), qrSize: size };
}
