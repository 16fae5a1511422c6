import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { instantOf } from '../fairs/fair-time.ts';
import { doorsAt } from './admission.ts';
import { findHolder, type FoundBadge } from './find-holder.ts';
import { inTurns } from './in-turns.ts';
import { judgeScan, type Judged } from './judge-scan.ts';
import { keepScan } from './keep-scan.ts';
import { isAdmission, isIn, type Outcome, type ScanMessage } from './outcome.ts';
import type { PaperRow } from './paper-rows.ts';
import { recordCheckin } from './record-checkin.ts';
import { readScan, type DoorScan } from './scan.ts';

/** Of all lists together; a scan at a desk does not wait for them. */
const inTurn = inTurns(20);

export interface PaperDay {
  /** YYYY-MM-DD */
  date: string;
  /** HH:MM for lines that name no time. */
  usualTime: string;
  /** Admit although somebody of that name, with the same school or phone, is here. */
  evenAlike: boolean;
  /** The same for every try of one form: what was stored before is answered again. */
  nonce: string;
}

export interface PaperLine extends PaperRow {
  outcome: Outcome | 'unreadable' | 'twice';
  name?: string;
  text?: string;
  since?: string;
  desk?: string;
}

/** Somebody of this line is here now, or was before: nothing is left to do. */
export const isSettled = ({ outcome }: PaperLine): boolean =>
  outcome === 'twice' || isIn(outcome as Outcome);

/** What each line would come to. Stores nothing. */
export async function previewPaper(
  rows: PaperRow[],
  day: PaperDay,
  known: KnownDevice,
  deps: Deps,
): Promise<PaperLine[]> {
  return (await judgeRows(rows, day, known, deps)).map(({ line }) => line);
}

/**
 * Marks those who came by paper, by the rules of any other scan. A line that cannot be marked is kept as the scan of
 * somebody refused, and answered with its reason; one that fails leaves the others as they are.
 */
export async function markFromPaper(
  rows: PaperRow[],
  day: PaperDay,
  known: KnownDevice,
  deps: Deps,
): Promise<PaperLine[]> {
  const judged = await judgeRows(rows, day, known, deps);
  const lines = await eachInTurn(judged, async ({ line, scan }): Promise<PaperLine> => {
    if (!scan) return line;
    try {
      if (!isAdmission(scan.judged.answer.outcome)) {
        await keepScan({ ...scan, known, day: day.date }, scan.found, scan.judged);
        return line;
      }
      const result = await recordCheckin(messageOf(line, day, known.fair), known, deps);
      const { outcome, text, since, desk } = result;
      return { ...line, outcome, text, since, desk };
    } catch (error) {
      deps.log.error({ error, fairId: String(known.fair._id) }, 'a line of paper was not kept');
      return { ...line, outcome: 'error', text: 'Could not be saved. Send it again.' };
    }
  });
  deps.live.fairChanged(String(known.fair._id), ['arrivals']);
  return lines;
}

interface JudgedRow {
  line: PaperLine;
  /** Of a line that can be read and is there for the first time. */
  scan?: { scan: DoorScan; found: FoundBadge | null; judged: Judged };
}

async function judgeRows(
  rows: PaperRow[],
  day: PaperDay,
  known: KnownDevice,
  deps: Deps,
): Promise<JudgedRow[]> {
  const seen = new Set<string>();
  return eachInTurn(rows, async (row): Promise<JudgedRow> => {
    const message = messageOf(row, day, known.fair);
    const fault = row.fault ?? faultOf(message, deps);
    if (fault) return { line: { ...row, outcome: 'unreadable', text: fault } };
    const scan = readScan(message, known, deps);
    const key = scan.subject;
    if (seen.has(key)) return { line: { ...row, outcome: 'twice', text: 'Twice in this list' } };
    seen.add(key);
    const at = { fairId: known.fair._id, day: day.date };
    const found = scan.find && (await findHolder(scan.find, at));
    const judged = judgeScan(scan, found, doorsAt(known.fair, scan.scannedAt, scan.madeAt));
    const { outcome, text, since, desk } = judged.answer;
    const name = isOurs(outcome) ? judged.name : undefined;
    return { line: { ...row, outcome, name, text, since, desk }, scan: { scan, found, judged } };
  });
}

const messageOf = (row: PaperRow, day: PaperDay, { timeZone }: FairFields): ScanMessage => ({
  code: row.code,
  nonce: day.nonce,
  scannedAt: instantOf(day.date, row.time ?? day.usualTime, timeZone).toISOString(),
  mode: 'paper',
  confirmed: day.evenAlike,
});

const faultOf = ({ scannedAt }: ScanMessage, deps: Deps): string | undefined =>
  Date.parse(scannedAt) > deps.fairNow().getTime() ? 'This time is still to come' : undefined;

const isOurs = (outcome: Outcome): boolean => outcome !== 'unknown' && outcome !== 'wrong_fair';

const eachInTurn = <T, R>(rows: T[], work: (row: T) => Promise<R>): Promise<R[]> =>
  Promise.all(rows.map((row) => inTurn(() => work(row))));
