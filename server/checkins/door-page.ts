import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { newToken } from '../web/tokens.ts';
import { doorsAt } from './admission.ts';
import { countAtDoor } from './door-counters.ts';
import { kiosksOutOfService } from './kiosk-service.ts';
import { shownCalls } from './staff-calls.ts';

type Clocks = Pick<Deps, 'now' | 'fairNow' | 'demo'>;

/** What every page of a device says of itself: nothing personal. */
export function doorBar({ device, desk, fair }: KnownDevice, deps: Clocks) {
  const now = deps.fairNow();
  const { live, day } = doorsAt(fair, now, deps.now());
  return {
    layout: 'door',
    desk: desk.name,
    role: device.role,
    supervisor: device.role === 'supervisor',
    /** Whether anything may follow a verdict: a question, or a badge to print. */
    offers: device.role === 'supervisor' || Boolean(fair.deskQuestions?.length),
    today: wallClock(now, fair.timeZone).date,
    opensAt: day && new Date(day.opensAt),
    doorsOpen: live && day !== null,
    live,
    nonce: newToken(),
  };
}

/** Counters and clock for the page and for those who watch it. */
export async function doorState({ device, fair }: KnownDevice, deps: Clocks) {
  const now = deps.fairNow();
  const supervisor = device.role === 'supervisor';
  const [counters, staffCalls, kiosksOut] = await Promise.all([
    countAtDoor(fair._id, wallClock(now, fair.timeZone).date),
    supervisor ? shownCalls(fair._id) : [],
    supervisor ? kiosksOutOfService(fair._id, deps.now()) : [],
  ]);
  const { live, day } = doorsAt(fair, now, deps.now());
  const doorsOpen = live && day !== null;
  const kiosks = { staffCalls, kiosksOut };
  return {
    ...counters,
    ...kiosks,
    doorsOpen,
    now: now.toISOString(),
    speed: deps.demo?.speed() ?? 1,
  };
}
