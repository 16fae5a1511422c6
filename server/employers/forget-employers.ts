import { trusted, type Types } from 'mongoose';
import { inBatches } from '../database/in-batches.ts';
import { DELETED } from '../fairs/forget-fair.ts';
import { dropBadges } from '../fairs/issue-badge.ts';
import { Enrollment } from './enrollment-model.ts';
import { Representative } from './representative-model.ts';

/** Deletes the people of the employers at a fair; the organizations and their openings stay. */
export async function forgetEmployers(fairId: Types.ObjectId): Promise<number> {
  let gone = 0;
  await inBatches(await enrollmentIdsOf(fairId), async (ids) => {
    const of = { enrollmentId: trusted({ $in: ids }) };
    const team = await Representative.find(of).select('_id').lean();
    await inBatches(team, (part) => dropBadges(part.map(({ _id }) => _id)));
    gone += (await Representative.deleteMany(of)).deletedCount;
    await Enrollment.bulkWrite(
      ids.map((_id) => ({ updateOne: { filter: { _id }, update: { $set: nobody(_id) } } })),
    );
  });
  return gone;
}

const nobody = (_id: Types.ObjectId) => ({
  contact: { name: DELETED, email: '', phone: '' },
  // It held the contact's address, and no two of a fair may be alike.
  key: `deleted|${String(_id)}`,
  reason: '',
});

/** Enrollments are never deleted, like registrations. */
export async function enrollmentIdsOf(fairId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const all = await Enrollment.find({ fairId }).select('_id').lean();
  return all.map(({ _id }) => _id);
}

/** Accounts of everybody who stands, or stood, for an employer at a fair. */
export async function employerAccounts(fairId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const accounts: Types.ObjectId[] = [];
  await inBatches(await enrollmentIdsOf(fairId), async (ids) => {
    const team = await Representative.find({ enrollmentId: trusted({ $in: ids }) })
      .select('accountId')
      .lean();
    accounts.push(...team.map(({ accountId }) => accountId));
  });
  return accounts;
}

/** Which of these accounts stand for an employer at another fair. */
export async function standingElsewhere(
  accountIds: Types.ObjectId[],
  fairId: Types.ObjectId,
): Promise<Types.ObjectId[]> {
  const found = await Representative.find({ accountId: trusted({ $in: accountIds }) })
    .select('accountId fairId')
    .lean();
  return found.filter((each) => !each.fairId.equals(fairId)).map(({ accountId }) => accountId);
}
