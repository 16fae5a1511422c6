import { tellsName } from '../../public/js/door-words.js';
import { isPracticeCode, practiceBadge } from '../../public/js/practice-code.js';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { doorsAt } from './admission.ts';
import { mayKeepOfEnded, noteKeptOfEnded, type MadeWhen } from './ended-limit.ts';
import { findHolder, type FoundBadge, type SeenScan } from './find-holder.ts';
import { mayGuess, noteUnknown } from './guess-limit.ts';
import { endedBefore, judgeScan, lastUndone, nameOf, standingOf } from './judge-scan.ts';
import { asksWhoItIs, judgeTold, type Settled } from './judge-told.ts';
import { firstAnswer, keepScan, noteTold, standingArrival, type Kept } from './keep-scan.ts';
import { moveArrival } from './move-arrival.ts';
import { noteUnkept } from './note-unkept.ts';
import { isAdmission, type ScanMessage, type ScanResult } from './outcome.ts';
import { readScan, type DoorScan } from './scan.ts';

type DoorDeps = Pick<Deps, 'now' | 'fairNow' | 'live' | 'background'>;

/**
 * Records one scan and answers it. At most two round trips to the store, unless devices race: one read of everything
 * that is known of the badge, one insert of the scan, which is the arrival when it admits.
 */
export async function recordCheckin(
  message: ScanMessage,
  known: KnownDevice,
  deps: DoorDeps,
): Promise<ScanResult> {
  if (message.registrationId !== undefined && known.device.role !== 'supervisor') return notByName;
  if (isPracticeCode(message.code)) return practiceBadge;
  const scan = readScan(message, known, deps);
  const day = wallClock(scan.scannedAt, known.fair.timeZone).date;
  const context: Context = { scan, known, day, deps, ended: endedOf(scan, known, deps) };
  if (context.ended && !(await mayKeepOfEnded(known, context.ended))) return notKept(context);
  if (context.ended === 'after') return keep(context, null, deviceRevoked);
  if (asksWhoItIs(scan) && !mayGuess(known.device._id, deps.now())) return tooManyUnknown;

  const found = scan.find && (await findHolder(scan.find, { fairId: known.fair._id, day }));
  // Again: of hundreds that are asked for at once, those that came back unknown meanwhile count, too.
  if (asksWhoItIs(scan) && !mayGuess(known.device._id, deps.now())) return tooManyUnknown;
  const own = ownArrival(found, context);
  if (own) return answerTo(own, nameOf(found), context);
  const judged = judge(context, found);
  if (asksWhoItIs(scan) && judged.answer.outcome === 'unknown') noteUnknown(known.device._id, deps);
  return keep(context, found, judged);
}

interface Context {
  scan: DoorScan;
  known: KnownDevice;
  /** YYYY-MM-DD in the fair's zone. */
  day: string;
  deps: DoorDeps;
  /** Of a device whose access has ended, whether the scan was made before that. */
  ended: MadeWhen | null;
}

function endedOf({ madeAt }: DoorScan, known: KnownDevice, deps: DoorDeps): MadeWhen | null {
  if (!endedBefore(known, deps.now())) return null;
  return endedBefore(known, madeAt) ? 'after' : 'before';
}

/** What was scanned before stays on the device; what came after is over with its answer. */
function notKept({ known, deps, ended }: Context): ScanResult {
  if (ended === 'before') return tooManyHandedIn;
  noteUnkept(known.device._id, deps);
  return deviceRevoked.answer;
}

/** Stores the scan. When another device or another copy of this message was faster, the answer follows from theirs. */
async function keep(
  context: Context,
  found: FoundBadge | null,
  judged: Settled,
): Promise<ScanResult> {
  const { deps } = context;
  const kept = await keepScan(context, found, judged);
  if (kept === 'arrived meanwhile') return keepSecond(context, found!, judged);
  // Before the answer, also of a repeated scan: the first time may have ended between the two writes.
  if (judged.earlier) await makeEarlier(context, found);
  if (kept === 'repeated') {
    if (judged.conflict && (await noteTold(context, judged.conflict))) tellTeam(context);
    return answerTo(await firstAnswer(context), nameOf(found), context);
  }
  if (context.ended) await noteKeptOfEnded(context.known, context.ended);
  tellTeam(context);
  if (isAdmission(judged.answer.outcome)) tellGraduate(found!, deps);
  return answerTo(kept, judged.name, context);
}

/** What the scan comes to, also when the device has said something already. */
function judge({ scan, known }: Context, found: FoundBadge | null): Settled {
  const doors = doorsAt(known.fair, scan.scannedAt, scan.madeAt);
  return judgeTold(scan, judgeScan(scan, found, doors), {
    standing: standingOf(found),
    undone: lastUndone(found),
  });
}

async function makeEarlier({ scan, known, deps }: Context, found: FoundBadge | null) {
  const { _id: deskId, name: desk } = known.desk;
  await moveArrival(standingOf(found)!._id, {
    at: scan.scannedAt,
    deskId,
    desk,
    movedAt: deps.fairNow(),
  });
}

const tellTeam = ({ known, deps }: Context): void =>
  deps.live.fairChanged(String(known.fair._id), ['arrivals']);

/** A hint for the graduate's own page; hints carry no number, the page asks again. */
function tellGraduate(found: FoundBadge, deps: DoorDeps): void {
  const id = String(found.registration[0]!._id);
  deps.live.toGraduate(id, 'graduate:changed', { seq: 0, kind: 'arrived' });
}

async function keepSecond(context: Context, found: FoundBadge, judged: Settled) {
  const first = await standingArrival(found.registration[0]!._id, context.day);
  if (first && isSameScan(first, context)) return answerTo(first, judged.name, context);
  // Undone in the instant between: the door is open to this scan again.
  if (!first) return keep(context, found, judged);
  const [registration] = found.registration;
  const arrived = { ...found, registration: [{ ...registration!, arrivals: [first] }] };
  return keep(context, arrived, judge(context, arrived));
}

/** The arrival that this very message made before, when its answer was lost on the way. */
function ownArrival(found: FoundBadge | null, context: Context): SeenScan | undefined {
  return found?.registration[0]?.arrivals.find((arrival) => isSameScan(arrival, context));
}

const isSameScan = (arrival: SeenScan, { scan, known }: Context): boolean =>
  arrival.nonce === scan.nonce &&
  arrival.subject === scan.subject &&
  arrival.deviceId.equals(known.device._id);

/** A device that has lost access may still hand in what it scanned before, but learns nothing about anybody. */
function answerTo(kept: Kept, name: string | undefined, { known, deps }: Context): ScanResult {
  const answer = { ...kept.answer, scanId: String(kept._id) };
  if (endedBefore(known, deps.now())) return { outcome: answer.outcome, scanId: answer.scanId };
  return name && tellsName(answer.outcome) ? { ...answer, name } : answer;
}

const deviceRevoked: Settled = {
  answer: { outcome: 'device_revoked', text: 'This device no longer has access.' },
};
const tooManyHandedIn: ScanResult = {
  outcome: 'error',
  text: 'This device has handed in more than anybody can have scanned. Ask the organizer.',
};
const notByName: ScanResult = {
  outcome: 'error',
  text: 'Only a supervisor may check somebody in without a badge.',
};
const tooManyUnknown: ScanResult = {
  outcome: 'error',
  text: 'Too many unknown codes from this device. Wait a minute.',
};
