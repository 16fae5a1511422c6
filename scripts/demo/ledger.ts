import type { Outcome } from '../../server/checkins/outcome.ts';

/** A scan as a device sent it and as it was answered. */
export interface SentScan {
  nonce: string;
  /** YYYY-MM-DD at the fair. */
  day: string;
  outcome: Outcome;
  scanId?: string;
}

/** What the people of the demo did, by their own account; the checks hold the store against it. */
export interface Ledger {
  scans: SentScan[];
  /** `day registrationId` of everybody who was brought to the door and should be in. */
  inside: Set<string>;
  /** Registrations made at the desk, each with one scan that no device sent. */
  walkIns: string[];
  /** `enrollmentId registrationId` of every recorded visit. */
  visits: Set<string>;
  /** Enrollment ids of the teams that said they are here on the main day. */
  employersHere: Set<string>;
  resumesOpened: number;
  /** Steps that did not go through, in words. */
  troubles: string[];
}

export const newLedger = (): Ledger => ({
  scans: [],
  inside: new Set(),
  walkIns: [],
  visits: new Set(),
  employersHere: new Set(),
  resumesOpened: 0,
  troubles: [],
});

export const insideKey = (day: string, registrationId: string): string =>
  `${day} ${registrationId}`;
