import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { instantOf } from '../fairs/fair-time.ts';
import { doorsAt } from './admission.ts';
import { Desk, type DeskFields } from './desk-model.ts';
import { findHolder } from './find-holder.ts';
import { judgeScan } from './judge-scan.ts';
import { isAdmission, type Outcome, type ScanMessage } from './outcome.ts';
import type { PaperRow } from './paper-rows.ts';
import { recordCheckin } from './record-checkin.ts';
import { readScan } from './scan.ts';

export const PAPER_DESK = 'Paper list';
const AT_ONCE = 20;

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
  isAdmission(outcome as Outcome) || outcome === 'already' || outcome === 'twice';

/** What each line would come to. Stores nothing. */
export async function previewPaper(
  rows: PaperRow[],
  day: PaperDay,
  known: KnownDevice,
  deps: Deps,
): Promise<PaperLine[]> {
  const seen = new Set<string>();
  return inTurns(rows, async (row) => {
    const message = messageOf(row, day, known.fair);
    const fault = row.fault ?? faultOf(message, deps);
    if (fault) return { ...row, outcome: 'unreadable', text: fault };
    const scan = readScan(message, known, deps);
    const key = scan.subject;
    if (seen.has(key)) return { ...row, outcome: 'twice', text: 'Twice in this list' };
    seen.add(key);
    const at = { fairId: known.fair._id, day: day.date };
    const found = scan.find && (await findHolder(scan.find, at));
    const doors = doorsAt(known.fair, scan.scannedAt, scan.madeAt);
    const { answer, name } = judgeScan(scan, found, doors);
    const { outcome, text, since, desk } = answer;
    return { ...row, outcome, name: isOurs(outcome) ? name : undefined, text, since, desk };
  });
}

/**
 * Marks those who came by paper, by the rules of any other scan. A line that cannot be marked changes nothing and is
 * answered with its reason; one that fails leaves the others as they are.
 */
export async function markFromPaper(
  rows: PaperRow[],
  day: PaperDay,
  known: KnownDevice,
  deps: Deps,
): Promise<PaperLine[]> {
  const preview = await previewPaper(rows, day, known, deps);
  return inTurns(preview, async (line) => {
    if (!isAdmission(line.outcome as Outcome)) return line;
    try {
      const result = await recordCheckin(messageOf(line, day, known.fair), known, deps);
      const { outcome, text, since, desk } = result;
      return { ...line, outcome, text, since, desk };
    } catch (error) {
      deps.log.error({ error, fairId: String(known.fair._id) }, 'a line of paper was not kept');
      return { ...line, outcome: 'error', text: 'Could not be saved. Send it again.' };
    }
  });
}

/** Paper has no device: the organizer who enters it stands in, at a desk of its own. */
export async function paperDevice(
  fair: FairFields,
  accountId: Types.ObjectId,
  volunteer: string,
  deps: Deps,
): Promise<KnownDevice> {
  const ever = { pairedAt: new Date(0), expiresAt: new Date(8.64e15), revokedAt: null };
  const device = {
    _id: accountId,
    fairId: fair._id,
    role: 'supervisor',
    tokenHash: '',
    volunteer,
    lastSeenAt: deps.now(),
    ...ever,
  };
  const desk = await paperDesk(fair._id, deps);
  return { device: { ...device, deskId: desk._id } as KnownDevice['device'], desk, fair };
}

async function paperDesk(fairId: Types.ObjectId, deps: Deps): Promise<DeskFields> {
  const of = { fairId, name: PAPER_DESK };
  try {
    await Desk.create({ ...of, addedAt: deps.now() });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return Desk.findOne(of).lean<DeskFields>().orFail();
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

async function inTurns<T>(rows: T[], work: (row: T) => Promise<PaperLine>): Promise<PaperLine[]> {
  const lines: PaperLine[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE)
    lines.push(...(await Promise.all(rows.slice(at, at + AT_ONCE).map(work))));
  return lines;
}
