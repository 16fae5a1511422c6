import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { qrOf } from '../fairs/badge-qr.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { badgeCard } from '../graduates/badge-card.ts';
import { hasConsentRecord } from '../graduates/has-consent-record.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import { Resume } from '../resumes/resume-model.ts';
import { reachOf } from '../tls/reach.ts';
import { offersAfter } from './questions.ts';
import { standingScan } from './arrivals.ts';
import { arrivalPlace } from './arrival-place.ts';
import { maskEmail } from './mask-email.ts';

/** What the page of one walk-in shows: whether it is whole, the badge, and the way to a résumé. */
export async function walkedInPage(
  known: KnownDevice,
  registration: RegistrationFields,
  day: string,
  deps: Deps,
) {
  const { fair } = known;
  const { _id, name, email, state } = registration;
  const [badge, consented, arrival] = await Promise.all([
    currentBadge(_id, deps),
    hasConsentRecord(_id),
    standingScan(_id, day),
  ]);
  const missing = missingSteps({
    badge: badge !== null,
    'consent record': consented,
    place: state === 'active',
    'check-in': arrival !== null,
  });
  const next = arrival && (await offersAfter(arrival._id, known, deps));
  return {
    title: 'Walk-in',
    registrationId: String(_id),
    name,
    hasMail: email !== '',
    canceled: state === 'canceled',
    missing,
    onlyCheckin: missing.length === 1 && missing[0] === 'check-in',
    since: arrival && arrivalPlace(arrival).at,
    questions: next?.questions,
    prints: fair.badgePrinting !== 'never',
    scanId: arrival && String(arrival._id),
    card: badge && badgeCard(fair, registration, badge),
    resume: await resumeWay(fair, registration, deps),
  };
}

type WalkInStep = 'badge' | 'consent record' | 'place' | 'check-in';

/** What a walk-in that was broken off still lacks. Pure. */
const missingSteps = (done: Record<WalkInStep, boolean>): WalkInStep[] =>
  (Object.keys(done) as WalkInStep[]).filter((step) => !done[step]);

/** Where the person adds a résumé from an own phone; null when there is one. Only signed in, by a link to the mailbox. */
async function resumeWay(fair: FairFields, { _id, email }: RegistrationFields, deps: Deps) {
  if (await Resume.exists({ registrationId: _id })) return null;
  const { origins, onlyHere } = reachOf(deps);
  const link = `${origins[0]}/fairs/${fair.slug}/registration/resume`;
  return { ...qrOf(link), link, onlyHere, email: maskEmail(email) };
}
