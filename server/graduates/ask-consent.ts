import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { ConsentRequest } from './consent-request-model.ts';
import type { RegistrationFields } from './registration-model.ts';

/** An employer asks a graduate for consent, once; the graduate answers on the own page. */
export async function askConsent(
  fair: Pick<FairFields, '_id' | 'name' | 'slug'>,
  enrollment: Pick<EnrollmentFields, '_id' | 'employerName'>,
  registration: RegistrationFields,
  askedBy: Types.ObjectId,
  deps: Deps,
): Promise<'asked' | 'already asked'> {
  const ids = { fairId: fair._id, registrationId: registration._id, enrollmentId: enrollment._id };
  try {
    await ConsentRequest.create({ ...ids, askedBy, askedAt: deps.fairNow() });
  } catch (error) {
    if (isDuplicateKey(error)) return 'already asked';
    throw error;
  }
  if (registration.email)
    await queueMail(
      {
        key: `consent-asked:${String(registration._id)}:${String(enrollment._id)}`,
        to: registration.email,
        template: 'consent-asked',
        kind: 'service',
        fairId: fair._id,
        data: {
          name: registration.preferredName || registration.name,
          fair: fair.name,
          employer: enrollment.employerName,
          answerUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/registration/consent`,
        },
      },
      deps,
    );
  return 'asked';
}
