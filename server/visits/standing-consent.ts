import { trusted, type Types } from 'mongoose';
import { ConsentRecord } from '../graduates/consent-record-model.ts';
import { sightOf, type Sight } from '../graduates/consent-rule.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';

export interface Standing {
  sight: Sight;
  /** What the graduate answered this employer, if anything. */
  answer: 'yes' | 'no' | null;
  /** A no is not asked again, and who shows everything need not be asked. */
  mayAsk: boolean;
}

type Asked = Pick<RegistrationFields, '_id' | 'consent' | 'state'>;

export function standingOf(registration: Asked, answer: 'yes' | 'no' | null): Standing {
  const here = registration.state !== 'canceled';
  return {
    sight: here ? sightOf(registration.consent, answer) : 'none',
    answer,
    mayAsk: registration.state === 'active' && answer === null && registration.consent !== 'all',
  };
}

/** How graduates stand towards one employer at this moment, by registration id. */
export async function standingsFor(
  enrollmentId: Types.ObjectId,
  registrations: readonly Asked[],
): Promise<Map<string, Standing>> {
  const records = await ConsentRecord.find({
    registrationId: trusted({ $in: registrations.map((each) => each._id) }),
    enrollmentId,
    withdrawnAt: null,
  }).lean();
  const answers = new Map(
    records.map((each) => [String(each.registrationId), each.choice as 'yes' | 'no']),
  );
  return new Map(
    registrations.map((each) => {
      const id = String(each._id);
      return [id, standingOf(each, answers.get(id) ?? null)];
    }),
  );
}

export async function standingFor(
  enrollmentId: Types.ObjectId,
  registration: Asked,
): Promise<Standing> {
  const standings = await standingsFor(enrollmentId, [registration]);
  return standings.get(String(registration._id))!;
}
