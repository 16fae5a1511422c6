import type { Types } from 'mongoose';
import { arrivalPlace } from '../checkins/arrival-place.ts';
import { isAdmission, type Outcome } from '../checkins/outcome.ts';
import { scanPace } from './scan-pace.ts';

/** Scans of one day of a fair, counted. */
export interface Tally {
  arrived: number;
  /** Start of five minutes, ms since 1970, to arrivals. */
  byFive: Map<number, number>;
  byDesk: Map<string, DeskTally>;
  bySegment: Map<string, number>;
  refused: Map<Outcome, number>;
  /** The newest first. */
  lastRefused: Refusal[];
  pace: ReturnType<typeof scanPace>;
}

interface DeskTally {
  arrived: number;
  refused: number;
  lastScanAt: Date | null;
  /** As above, of this desk. */
  byFive: Map<number, number>;
}

interface Refusal {
  id: string;
  at: Date;
  deskId: string;
  outcome: Outcome;
}

/** What is counted of a scan. */
export interface Row {
  _id: Types.ObjectId;
  deskId: Types.ObjectId;
  outcome: Outcome;
  segment?: string;
  scannedAt: Date;
  receivedAt: Date;
  stands?: boolean;
  earlier?: { at: Date; deskId: Types.ObjectId };
}

export const FIVE_MINUTES = 300_000;
const MOST_REFUSALS = 10;

export const emptyTally = (): Tally => ({
  arrived: 0,
  byFive: new Map(),
  byDesk: new Map(),
  bySegment: new Map(),
  refused: new Map(),
  lastRefused: [],
  pace: scanPace(),
});

const add = <K>(map: Map<K, number>, key: K, by: number) => map.set(key, (map.get(key) ?? 0) + by);

/** Counts a scan at its desk, and its reason when it was refused. */
export function addScan(tally: Tally, row: Row): void {
  // Whoever still holds a device that was revoked makes no figure of the door.
  if (row.outcome === 'device_revoked') return;
  const desk = deskOf(tally, row);
  if (!desk.lastScanAt || row.scannedAt > desk.lastScanAt) desk.lastScanAt = row.scannedAt;
  tally.pace.add(String(row.deskId), row.scannedAt);
  if (isAdmission(row.outcome) || row.outcome === 'employer_code') return;
  desk.refused += 1;
  add(tally.refused, row.outcome, 1);
  tally.lastRefused = newest([...tally.lastRefused, refusalOf(row)]);
}

const refusalOf = ({ _id, scannedAt, deskId, outcome }: Row): Refusal => ({
  id: String(_id),
  at: scannedAt,
  deskId: String(deskId),
  outcome,
});

const newest = (refusals: Refusal[]): Refusal[] =>
  refusals
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.id.localeCompare(a.id))
    .slice(0, MOST_REFUSALS);

export function changeArrivals(tally: Tally, row: Row, by: 1 | -1): void {
  tally.arrived += by;
  const { at, deskId } = arrivalPlace(row);
  const five = Math.floor(at.getTime() / FIVE_MINUTES) * FIVE_MINUTES;
  const desk = deskOf(tally, { deskId });
  desk.arrived += by;
  add(desk.byFive, five, by);
  add(tally.byFive, five, by);
  add(tally.bySegment, row.segment ?? '', by);
}

function deskOf(tally: Tally, row: Pick<Row, 'deskId'>) {
  const id = String(row.deskId);
  let desk = tally.byDesk.get(id);
  if (!desk) {
    desk = { arrived: 0, refused: 0, lastScanAt: null, byFive: new Map() };
    tally.byDesk.set(id, desk);
  }
  return desk;
}
