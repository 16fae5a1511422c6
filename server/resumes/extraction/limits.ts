/** What one uploaded résumé may cost. Real résumés stay far below: 71 pages hold 215,000 letters and need 0.5 s. */
export const fileLimits = {
  bytes: 5 * 1024 * 1024,
  pages: 100,
  letters: 500_000,
  /** Files inside a DOCX. */
  parts: 2_000,
  /** One XML part of a DOCX, unpacked. */
  xmlBytes: 8 * 1024 * 1024,
  /** All parts of a DOCX, unpacked; photos and old picture formats unpack large. */
  unpackedBytes: 100 * 1024 * 1024,
};

export interface ProcessLimits {
  residentMb: number;
  cpuMs: number;
  wallMs: number;
  /** How long a new process may take until it can read; not counted against the file. */
  startMs: number;
}

export const processLimits: ProcessLimits = {
  residentMb: 256,
  cpuMs: 5_000,
  wallMs: 15_000,
  startMs: 20_000,
};
