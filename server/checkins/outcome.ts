/** What a scan can come to: the one list for server, browser and tests. */
export const outcomes = [
  'ok',
  'ok_attention',
  'ok_offline',
  'already',
  'pending',
  'wrong_fair',
  'wrong_day',
  'canceled',
  'revoked_code',
  'unknown',
  'employer_code',
  'possible_duplicate',
  'device_revoked',
  'error',
] as const;
export type Outcome = (typeof outcomes)[number];

export const isAdmission = (outcome: Outcome): boolean =>
  outcome === 'ok' || outcome === 'ok_attention' || outcome === 'ok_offline';

/** Let in now or before. */
export const isIn = (outcome: Outcome): boolean => isAdmission(outcome) || outcome === 'already';

export const scanModes = [
  'camera',
  'keyboard',
  'typed',
  'search',
  'form',
  'walk-in',
  'paper',
] as const;
export type ScanMode = (typeof scanModes)[number];

/** What a device sends. Either a code or, from a search, a registration. */
export interface ScanMessage {
  code?: string;
  registrationId?: string;
  /** Made by the device, once per scan: a repeated message is answered again and stored once. */
  nonce: string;
  /** ISO 8601, by the device's corrected clock. */
  scannedAt: string;
  mode: ScanMode;
  /** A supervisor has looked: admit although somebody alike is here. */
  confirmed?: boolean;
  /** What the device told the volunteer by its snapshot, when it could not ask. */
  told?: Outcome;
}

/** What the volunteer is told. */
export interface ScanResult {
  outcome: Outcome;
  scanId?: string;
  /** Preferred name, or the employer's name for `employer_code`. */
  name?: string;
  /** A sentence: the organizer's attention text, the reason of a refusal, or when doors open. */
  text?: string;
  /** ISO 8601: when the standing arrival was, for `already`. */
  since?: string;
  /** Name of the desk of the standing arrival, for `already`. */
  desk?: string;
  enrollmentId?: string;
  /** Whether the employer's team has been marked as arrived, for `employer_code`. */
  employerArrived?: boolean;
}
