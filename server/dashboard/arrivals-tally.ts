import { trusted, type Types } from 'mongoose';
import { Scan } from '../checkins/scan-model.ts';
import { addScan, changeArrivals, emptyTally, type Row, type Tally } from './tally.ts';

interface Move {
  _id: Types.ObjectId;
  earlier: { at: Date; movedAt: Date };
}

/** Another process may be slower to show a scan than its stamp says: that much is read again each time. */
const OVERLAP_MS = 2_000;
/** Now and then everything is counted anew, whatever happened. */
const RECOUNT_AFTER_MS = 120_000;
const FIELDS = 'deskId outcome segment scannedAt receivedAt stands earlier';

/**
 * Keeps the tally of a day; `read` brings it up to date. Scans are only ever added, so it reads what is new, what was
 * undone and what was moved. One read at a time.
 */
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

  const movedLately = () =>
    Scan.find({
      fairId,
      day,
      'earlier.movedAt': trusted({ $gte: new Date(lastMove - OVERLAP_MS) }),
    })
      .select('earlier')
      .lean<Move[]>();

  /** An arrival that turned out to be earlier leaves its old place in the figures: rare enough to count anew. */
  function tellsOfMove(moved: Move[]): boolean {
    const keys = moved.map(({ _id, earlier: { at } }) => `${String(_id)} ${at.getTime()}`);
    const isNew = keys.some((key) => !moves.has(key));
    moves = new Set(keys);
    lastMove = Math.max(lastMove, ...moved.map(({ earlier }) => earlier.movedAt.getTime()));
    return isNew;
  }

  function beginAnew(): void {
    tally = emptyTally();
    seen = new Map();
    newest = 0;
    countedAt = now();
  }

  function readNew() {
    const since = new Date(newest - OVERLAP_MS);
    const of = { fairId, day };
    return Promise.all([
      Scan.find({ ...of, receivedAt: trusted({ $gte: since }) })
        .sort({ receivedAt: 1 })
        .select(FIELDS)
        .lean<Row[]>(),
      Scan.find({ ...of, stands: false, 'undone.at': trusted({ $gte: since }) })
        .select(FIELDS)
        .lean<Row[]>(),
    ]);
  }

  async function catchUp(): Promise<Tally> {
    if (now() - countedAt > RECOUNT_AFTER_MS) beginAnew();
    // All at once: moves are rare, and only then is what was read thrown away.
    const [moved, read] = await Promise.all([movedLately(), readNew()]);
    let [added, undone] = read;
    if (tellsOfMove(moved)) {
      beginAnew();
      [added, undone] = await readNew();
    }
    knownUntil = newest - 4 * OVERLAP_MS;
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
