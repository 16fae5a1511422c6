import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { inTurns } from './in-turns.ts';
import type { ScanMessage, ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';

/** As many as a device sends at once. */
export const MOST_AT_ONCE = 250;
const BADGES_AT_ONCE = 16;
/** Before a device gives up waiting: what is stored by then is answered, so that it never sends the same again and again. */
const ANSWER_WITHIN_MS = 4000;
/** Of all devices together: whoever stands at a door now must not wait for what others kept from before. */
const inTurn = inTurns(6);

type DoorDeps = Pick<Deps, 'now' | 'fairNow' | 'live' | 'background' | 'log'>;
export type HandedIn = ScanResult & { nonce: string };

/**
 * Records what a device has kept while it had no line. Scans of one badge one after the other, in the order in which
 * they come; different badges side by side. What could not be stored is answered `error` and may be sent again. Once
 * nobody waits for the answers, as when the device has given up and sends all of it anew, the rest is left for that.
 */
export async function handInScans(
  scans: readonly ScanMessage[],
  known: KnownDevice,
  deps: DoorDeps,
  isAwaited: () => boolean = () => true,
): Promise<HandedIn[]> {
  const device = String(known.device._id);
  const before = lastBatches.get(device);
  const mine = after(before, () => recordAll(scans, known, deps, isAwaited));
  lastBatches.set(device, mine);
  try {
    return await mine;
  } finally {
    if (lastBatches.get(device) === mine) lastBatches.delete(device);
  }
}

/** By device, one batch after the other: one that sends many at once takes no more of the turns than any other. */
const lastBatches = new Map<string, Promise<unknown>>();

async function after<T>(before: Promise<unknown> | undefined, work: () => Promise<T>): Promise<T> {
  await before?.catch(() => {});
  return work();
}

async function recordAll(
  scans: readonly ScanMessage[],
  known: KnownDevice,
  deps: DoorDeps,
  isAwaited: () => boolean,
): Promise<HandedIn[]> {
  const waiting = oneListABadge(scans);
  const answers = new Map<string, ScanResult>();
  const until = performance.now() + ANSWER_WITHIN_MS;
  const isInTime = () => answers.size === 0 || performance.now() < until;

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift())
      for (const scan of next)
        answers.set(
          scan.nonce,
          isAwaited() && isInTime() ? await recordOne(scan, known, deps) : notStored,
        );
  }
  await Promise.all(Array.from({ length: BADGES_AT_ONCE }, work));
  return scans.map(({ nonce }) => ({ nonce, ...answers.get(nonce)! }));
}

function oneListABadge(scans: readonly ScanMessage[]): ScanMessage[][] {
  const lists = new Map<string, ScanMessage[]>();
  for (const scan of scans) {
    const badge = scan.code ?? scan.registrationId ?? '';
    const list = lists.get(badge);
    if (list) list.push(scan);
    else lists.set(badge, [scan]);
  }
  return [...lists.values()];
}

async function recordOne(
  scan: ScanMessage,
  known: KnownDevice,
  deps: DoorDeps,
): Promise<ScanResult> {
  try {
    return await inTurn(() => recordCheckin(scan, known, deps));
  } catch (error) {
    deps.log.error({ error }, 'a kept scan was not stored');
    return notStored;
  }
}

const notStored: ScanResult = { outcome: 'error', text: 'This scan could not be stored yet.' };
