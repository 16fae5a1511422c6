import { trusted, type Types } from 'mongoose';
import { inviteTo } from '../accounts/add-organizer.ts';
import { findOrMakeAccount } from '../accounts/find-or-make-account.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { revokeBadge } from '../fairs/issue-badge.ts';
import type { EnrollmentFields } from './enrollment-model.ts';
import {
  Representative,
  type RepresentativeFields,
  type RepresentativeRole,
} from './representative-model.ts';
import { giveBadge } from './team-badges.ts';

interface Person {
  name: string;
  email: string;
  role: RepresentativeRole;
}

/** Adds a person to an employer's team, or brings back one who was removed; mails an invitation and, once accepted, the badge. */
export async function addRepresentative(
  fair: FairFields,
  enrollment: EnrollmentFields,
  person: Person,
  deps: Deps,
): Promise<'added' | 'already'> {
  const account = await findOrMakeAccount(person, deps.now());
  const ids = { enrollmentId: enrollment._id, accountId: account._id };
  const standing = await Representative.exists({ ...ids, removedAt: null });
  if (standing) return 'already';
  const representative = await Representative.findOneAndUpdate(
    ids,
    { ...person, fairId: fair._id, addedAt: deps.now(), removedAt: null },
    { upsert: true, returnDocument: 'after' },
  ).lean<RepresentativeFields>();
  const next = `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`;
  const what = `to stand for ${enrollment.employerName} at ${fair.name}`;
  await inviteTo({ ...account, name: person.name }, next, what, deps);
  if (enrollment.state === 'accepted' && representative)
    await giveBadge(fair, enrollment, representative, deps);
  return 'added';
}

/** Takes a person off the team; the last owner stays. Open pages are cut off and the badge is void. */
export async function removeRepresentative(
  enrollment: EnrollmentFields,
  representativeId: Types.ObjectId,
  deps: Deps,
): Promise<'removed' | 'last owner' | 'not there'> {
  const found = await Representative.findOne({
    _id: representativeId,
    enrollmentId: enrollment._id,
    removedAt: null,
  }).lean<RepresentativeFields>();
  if (!found) return 'not there';
  const isLastOwner = async () =>
    found.role === 'owner' && !(await hasOtherOwner(enrollment._id, representativeId));
  if (await isLastOwner()) return 'last owner';
  await Representative.updateOne({ _id: representativeId }, { removedAt: deps.now() });
  // Two owners removed at once each counted on the other: whoever finds nobody left is put back.
  if (await isLastOwner()) {
    await Representative.updateOne({ _id: representativeId }, { removedAt: null });
    return 'last owner';
  }
  await revokeBadge(representativeId, deps);
  deps.live.recheck(String(found.accountId));
  return 'removed';
}

const hasOtherOwner = (enrollmentId: Types.ObjectId, self: Types.ObjectId) =>
  Representative.exists({
    enrollmentId,
    role: 'owner',
    removedAt: null,
    _id: trusted({ $ne: self }),
  });
