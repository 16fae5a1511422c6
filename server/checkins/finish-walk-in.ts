import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { completeRegistration, giveBadge } from '../graduates/create-registration.ts';
import { mailBadge } from '../graduates/mail-badge.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import type { ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';

interface Confirmation {
  nonce: string;
  /** The supervisor has seen who is alike. */
  confirmed: boolean;
}

/** Does what a walk-in still lacks, from whatever desk: badge, mail, consent record, place, check-in. */
export async function finishWalkIn(
  stored: RegistrationFields,
  confirmation: Confirmation,
  known: KnownDevice,
  deps: Deps,
): Promise<ScanResult> {
  // Who gave the place back gets neither badge nor consent by a form that is sent again.
  if (stored.state === 'canceled') return checkIn(stored, confirmation, known, deps);
  // Queued while it still lacks its place: whatever looks whole to a desk has its mail in the outbox.
  const badge = await giveBadge(stored, deps);
  await mailBadge(known.fair, { ...stored, state: 'active' }, badge, 'registered', deps);
  const { registration } = await completeRegistration(stored, deps);
  return checkIn(registration, confirmation, known, deps);
}

/** The registration stands even when this fails: it can be finished from its page or from the search. */
async function checkIn(
  { _id }: RegistrationFields,
  { nonce, confirmed }: Confirmation,
  known: KnownDevice,
  deps: Deps,
): Promise<ScanResult> {
  const registrationId = String(_id);
  const scannedAt = deps.fairNow().toISOString();
  try {
    return await recordCheckin(
      { registrationId, nonce, scannedAt, mode: 'walk-in', confirmed },
      known,
      deps,
    );
  } catch (error) {
    deps.log.error({ error, registrationId }, 'a walk-in was not checked in');
    return {
      outcome: 'error',
      text: 'Registered, but not checked in yet. Press the button again.',
    };
  }
}

/** A walk-in that was broken off before it got its place. */
export const isUnfinished = ({ walkIn, state }: RegistrationFields): boolean =>
  walkIn && state === 'pending';
