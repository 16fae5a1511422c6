import type { KioskOut, ShownCall } from '../live/live-events.ts';
import { callReason, kioskPlace } from '../../public/js/kiosk-call-words.js';

/** What the notices about kiosks say, in the control room and at a supervisor's desk. */
export const kioskNotices = (told: { staffCalls: ShownCall[]; kiosksOut: KioskOut[] }) => ({
  calls: told.staffCalls.map((call) => ({
    place: kioskPlace(call),
    at: call.at,
    why: callReason(call.why),
  })),
  out: told.kiosksOut.map((kiosk) => ({ place: kioskPlace(kiosk), at: kiosk.at })),
  lastCall: told.staffCalls.at(-1)?.at ?? '',
});
