/** Where and how long a fault is caused. */
export interface FaultRun {
  store: 'embedded' | 'mongodb';
  /** Undefined on the embedded store. */
  mongodbUri?: string;
  short: boolean;
  /** In place of the usual number. */
  rounds?: number;
  progress(text: string): void;
}

/** What came of it. `lost`, `doubled` and `wrong` must all be empty. */
export interface Findings {
  rounds: number;
  /** Scans that were made and are not in the store. */
  lost: string[];
  /** Scans stored twice, and people who count twice. */
  doubled: string[];
  /** Anything else that was promised and did not happen, in a sentence. */
  wrong: string[];
  /** Times and counts for the reader; they decide nothing. */
  figures: Record<string, string | number>;
}

/** How often to cause it. */
export const roundsOf = (
  { short, rounds }: Pick<FaultRun, 'short' | 'rounds'>,
  usual: { short: number; long: number },
): number => rounds ?? (short ? usual.short : usual.long);

export type Fault = (run: FaultRun) => Promise<Findings>;

export interface Row extends Findings {
  fault: string;
  store: string;
  seconds: number;
  /** Why it was not run at all. */
  skipped?: string;
}
