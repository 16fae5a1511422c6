import { trusted, Types } from 'mongoose';
import { Scan } from '../checkins/scan-model.ts';
import type { Deps } from '../deps.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Representative } from '../employers/representative-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { Registration } from '../graduates/registration-model.ts';
import { suppressedAmong } from '../mail/suppression.ts';
import { enrollmentsWithUndecided, registrationsWithVisits } from '../visits/visit-figures.ts';
import {
  chooseRecipients,
  type Recipient,
  type Facts,
  type GraduateFacts,
  type RepresentativeFacts,
} from './choose-recipients.ts';
import { audiences, type Audience } from './follow-up-model.ts';

type Fair = Pick<FairFields, '_id' | 'name' | 'slug'>;
type Address = Pick<Deps, 'config'>;
type Mailing = Pick<Deps, 'config' | 'secrets'>;

/** Who belongs to an audience at this moment. */
export async function recipientsOf(
  fair: Fair,
  audience: Audience,
  deps: Address,
): Promise<Recipient[]> {
  const toEmployers = audience === 'employers-undecided';
  return chooseRecipients(audience, {
    graduates: toEmployers ? [] : await graduateFacts(fair, deps),
    representatives: toEmployers ? await representativeFacts(fair, deps) : [],
  });
}

/** Of them those whose address takes such messages. */
export async function reachable(
  recipients: readonly Recipient[],
  deps: Pick<Deps, 'secrets'>,
): Promise<Recipient[]> {
  const addresses = recipients.map((each) => each.email);
  const quiet = await suppressedAmong(addresses, deps);
  return recipients.filter((each) => !quiet.has(each.email));
}

/** How many of each audience a follow-up would reach at this moment. */
export async function audienceSizes(
  fair: Fair,
  deps: Mailing,
): Promise<{ audience: Audience; size: number }[]> {
  const facts: Facts = {
    graduates: await graduateFacts(fair, deps),
    representatives: await representativeFacts(fair, deps),
  };
  const chosen = audiences.map((audience) => chooseRecipients(audience, facts));
  const reached = new Set(await reachable([...new Set(chosen.flat())], deps));
  return audiences.map((audience, at) => ({
    audience,
    size: chosen[at]!.filter((each) => reached.has(each)).length,
  }));
}

async function graduateFacts(fair: Fair, deps: Address): Promise<GraduateFacts[]> {
  const [registrations, arrivals, met] = await Promise.all([
    Registration.find({ fairId: fair._id, state: 'active' })
      .select('name preferredName email state')
      .lean(),
    Scan.distinct('registrationId', { fairId: fair._id, stands: true }),
    registrationsWithVisits(fair._id),
  ]);
  const came = new Set(arrivals.map(String));
  const ownPage = `${deps.config.publicUrl}/fairs/${fair.slug}/registration`;
  return registrations.map(({ _id, name, preferredName, email, state }) => {
    const id = String(_id);
    const employers = met.get(id) ?? [];
    const values = {
      name: preferredName || name,
      fair: fair.name,
      own_page: ownPage,
      employers_met: inWords(employers),
    };
    return { id, email, values, state, came: came.has(id), met: employers.length };
  });
}

async function representativeFacts(fair: Fair, deps: Address): Promise<RepresentativeFacts[]> {
  const undecided = await enrollmentsWithUndecided(fair._id);
  const ids = trusted({ $in: [...undecided.keys()].map((id) => new Types.ObjectId(id)) });
  const [enrollments, representatives] = await Promise.all([
    Enrollment.find({ _id: ids }).select('employerName state').lean(),
    Representative.find({ enrollmentId: ids, removedAt: null }).lean(),
  ]);
  const byId = new Map(enrollments.map((each) => [String(each._id), each]));
  return representatives.flatMap(({ _id, enrollmentId, name, email, role, removedAt }) => {
    const enrollment = byId.get(String(enrollmentId));
    if (!enrollment) return [];
    const waiting = undecided.get(String(enrollmentId)) ?? 0;
    const own = `/fairs/${fair.slug}/enrollments/${String(enrollmentId)}/visits?show=undecided`;
    const values = {
      name,
      fair: fair.name,
      employer: enrollment.employerName,
      undecided_count: String(waiting),
      own_page: `${deps.config.publicUrl}${own}`,
    };
    const accepted = enrollment.state === 'accepted';
    const removed = Boolean(removedAt);
    return [{ id: String(_id), email, values, role, removed, accepted, undecided: waiting }];
  });
}

/** "A", "A and B", "A, B and C". */
const inWords = (names: string[]): string => new Intl.ListFormat('en-US').format(names);
