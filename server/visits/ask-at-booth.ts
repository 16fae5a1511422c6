import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { askConsent } from '../graduates/ask-consent.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import { announceQuestion } from './announce-visit.ts';
import { standingFor } from './standing-consent.ts';

/** Puts the question on the graduate's own page, unless it is answered or needs no answer. */
export async function askAtBooth(
  fair: FairFields,
  enrollment: EnrollmentFields,
  registration: RegistrationFields,
  askedBy: Types.ObjectId,
  deps: Deps,
): Promise<'asked' | 'already asked' | 'not to be asked'> {
  const { mayAsk } = await standingFor(enrollment._id, registration);
  if (!mayAsk) return 'not to be asked';
  const asked = await askConsent(fair, enrollment, registration, askedBy, deps);
  if (asked === 'asked') announceQuestion(fair, registration._id, deps);
  return asked;
}
