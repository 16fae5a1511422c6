import { trusted, type Types } from 'mongoose';
import type { AccountFields } from '../accounts/account-model.ts';
import { TeamMember } from '../accounts/team-member-model.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Representative } from '../employers/representative-model.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { Registration } from '../graduates/registration-model.ts';

export interface Part {
  href: string;
  title: string;
  what: string;
  state: string;
}

/** Everything that an account takes part in: fairs it runs, employers it stands for, fairs it is registered for. */
export async function startPageOf(account: AccountFields): Promise<{ parts: Part[] }> {
  const [teams, representing, registrations] = await Promise.all([
    account.owner
      ? Fair.find({}).sort({ createdAt: -1 }).limit(100).lean<FairFields[]>()
      : fairsRunBy(account._id),
    Representative.find({ accountId: account._id, removedAt: null }).limit(100).lean(),
    Registration.find({ accountId: account._id }).limit(100).lean(),
  ]);
  const fairs = await fairsById([...representing, ...registrations].map((each) => each.fairId));
  const ids = representing.map((each) => each.enrollmentId);
  const enrollments = await Enrollment.find({ _id: trusted({ $in: ids }) }).lean();
  return {
    parts: [
      ...teams.map((fair) => ({
        href: `/fairs/${fair.slug}/dashboard`,
        title: fair.name,
        what: 'You run this fair',
        state: fair.state,
      })),
      ...enrollments.flatMap(({ _id, fairId, employerName, state }) => {
        const fair = fairs.get(String(fairId));
        const href = `/fairs/${fair?.slug}/enrollments/${String(_id)}`;
        return fair
          ? [{ href, title: fair.name, what: `You stand for ${employerName}`, state }]
          : [];
      }),
      ...registrations.flatMap(({ fairId, state }) => {
        const fair = fairs.get(String(fairId));
        const href = `/fairs/${fair?.slug}/registration`;
        return fair ? [{ href, title: fair.name, what: 'You are registered', state }] : [];
      }),
    ],
  };
}

async function fairsRunBy(accountId: Types.ObjectId): Promise<FairFields[]> {
  const memberships = await TeamMember.find({ accountId }).limit(100).lean();
  return [...(await fairsById(memberships.map((each) => each.fairId))).values()];
}

async function fairsById(ids: Types.ObjectId[]): Promise<Map<string, FairFields>> {
  const fairs = await Fair.find({ _id: trusted({ $in: ids }) }).lean<FairFields[]>();
  return new Map(fairs.map((fair) => [String(fair._id), fair]));
}
