import { encode } from 'uqr';

const QUIET_ZONE = 4;

/** A QR code (level M) as one SVG path in a square of `qrSize` modules, quiet zone included. */
export function qrOf(text: string): { qrPath: string; qrSize: number } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return { qrPath: data.map(pathOfRow).join(''), qrSize: size };
}

/** Neighbors are one rectangle: between two, a printer may leave a hairline. */
function pathOfRow(row: boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x += 1;
    const width = x - from + 1;
    path += `M${from} ${y}h${width}v1h-${width}z`;
  }
  return path;
}
