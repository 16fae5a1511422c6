import { trusted, type Types } from 'mongoose';
import { arrivalPlace } from '../checkins/arrival-place.ts';
import { isAdmission, type Outcome } from '../checkins/outcome.ts';
import { Scan } from '../checkins/scan-model.ts';
import { scanPace } from './scan-pace.ts';

/** Scans of one day of a fair, counted. Scans are only ever added, so a tally reads what is new and what was undone. */
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

interface Row {
  _id: Types.ObjectId;
  deskId: Types.ObjectId;
  outcome: Outcome;
  segment?: string;
  scannedAt: Date;
  receivedAt: Date;
  stands?: boolean;
  earlier?: { at: Date; deskId: Types.ObjectId };
}

interface Move {
  _id: Types.ObjectId;
  earlier: { at: Date; movedAt: Date };
}

export const FIVE_MINUTES = 300_000;
const MOST_REFUSALS = 10;
/** Another process may be slower to show a scan than its stamp says: that much is read again each time. */
const OVERLAP_MS = 2_000;
/** Now and then everything is counted anew, whatever happened. */
const RECOUNT_AFTER_MS = 120_000;
const FIELDS = 'deskId outcome segment scannedAt receivedAt stands earlier';

/** Keeps the tally of a day; `read` brings it up to date. One read at a time. */
export function arrivalsTally(fairId: Types.ObjectId, day: string, now: () => number = Date.now) {
  let tally = emptyTally();
  let seen = new Map<string, { at: number; stands: boolean }>();
  let countedAt = -Infinity;
  let newest = 0;
  /** Scans received before this have been counted and forgotten. */
  let knownUntil = 0;
  let lastMove = 0;
  let moves = new Set<string>();
  let reading: Promise<Tally> = Promise.resolve(tally);

  /** An arrival that turned out to be earlier leaves its old place in the figures: rare enough to count anew. */
  async function wasMoved(): Promise<boolean> {
    const moved = await Scan.find({
      ...{ fairId, day },
      'earlier.movedAt': trusted({ $gte: new Date(lastMove - OVERLAP_MS) }),
    })
      .select('earlier')
      .lean<Move[]>();
    const keys = moved.map(({ _id, earlier: { at } }) => `${String(_id)} ${at.getTime()}`);
    const isNew = keys.some((key) => !moves.has(key));
    moves = new Set(keys);
    lastMove = Math.max(lastMove, ...moved.map(({ earlier }) => earlier.movedAt.getTime()));
    return isNew;
  }

  async function catchUp(): Promise<Tally> {
    if ((await wasMoved()) || now() - countedAt > RECOUNT_AFTER_MS) {
      tally = emptyTally();
      seen = new Map();
      newest = 0;
      countedAt = now();
    }
    knownUntil = newest - 4 * OVERLAP_MS;
    const since = new Date(newest - OVERLAP_MS);
    const of = { fairId, day };
    const [added, undone] = await Promise.all([
      Scan.find({ ...of, receivedAt: trusted({ $gte: since }) })
        .sort({ receivedAt: 1 })
        .select(FIELDS)
        .lean<Row[]>(),
      Scan.find({ ...of, stands: false, 'undone.at': trusted({ $gte: since }) })
        .select(FIELDS)
        .lean<Row[]>(),
    ]);
    for (const row of added) take(row);
    for (const row of undone) take(row);
    for (const [id, { at }] of seen) if (at < newest - 4 * OVERLAP_MS) seen.delete(id);
    return tally;
  }

  function take(row: Row): void {
    const id = String(row._id);
    const before = seen.get(id);
    const stands = row.stands === true;
    // Older than the overlap and not remembered: counted as an arrival before, undone now.
    const known =
      before ?? (isOld(row) ? { at: row.receivedAt.getTime(), stands: true } : undefined);
    if (!known) addScan(tally, row);
    if (stands && !known?.stands) changeArrivals(tally, row, 1);
    if (!stands && known?.stands) changeArrivals(tally, row, -1);
    seen.set(id, { at: Math.max(row.receivedAt.getTime(), known ? newest : 0), stands });
    newest = Math.max(newest, row.receivedAt.getTime());
  }

  const isOld = (row: Row) => row.receivedAt.getTime() < knownUntil;

  return {
    read(): Promise<Tally> {
      reading = reading.catch(() => tally).then(catchUp);
      return reading;
    },
  };
}

const emptyTally = (): Tally => ({
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
function addScan(tally: Tally, row: Row): void {
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

function changeArrivals(tally: Tally, row: Row, by: 1 | -1): void {
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
