import { trusted, type Types } from 'mongoose';
import { inBatches } from '../database/in-batches.ts';
import { DELETED } from '../fairs/forget-fair.ts';
import { dropBadges } from '../fairs/issue-badge.ts';
import { ConsentRecord } from './consent-record-model.ts';
import { ConsentRequest } from './consent-request-model.ts';
import { Registration } from './registration-model.ts';

/** Takes everything personal from the registrations of a fair; what its figures count stays. */
export async function forgetGraduates(fairId: Types.ObjectId): Promise<number> {
  let changed = 0;
  await inBatches(await registrationIdsOf(fairId), async (ids) => {
    const of = { registrationId: trusted({ $in: ids }) };
    await ConsentRecord.deleteMany(of);
    await ConsentRequest.deleteMany(of);
    await dropBadges(ids);
    const emptied = await Registration.updateMany({ _id: trusted({ $in: ids }) }, nobody);
    changed += emptied.modifiedCount;
  });
  return changed;
}

const nobody = {
  name: DELETED,
  preferredName: '',
  email: '',
  phone: '',
  school: '',
  program: '',
  attention: '',
  cancelReason: '',
  searchKeys: [],
  personKeys: [],
  accountId: null,
};

/** Registrations are never deleted, so that whatever belongs to them is found by their ids. */
export async function registrationIdsOf(fairId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const all = await Registration.find({ fairId }).select('_id').lean();
  return all.map(({ _id }) => _id);
}

/** Accounts of the graduates of a fair. */
export async function graduateAccounts(fairId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const all = await Registration.find({ fairId }).select('accountId').lean();
  return all.flatMap(({ accountId }) => accountId ?? []);
}

/** Which of these accounts have a registration at another fair. */
export async function registeredElsewhere(
  accountIds: Types.ObjectId[],
  fairId: Types.ObjectId,
): Promise<Types.ObjectId[]> {
  const found = await Registration.find({ accountId: trusted({ $in: accountIds }) })
    .select('accountId fairId')
    .lean();
  return found
    .filter((each) => !each.fairId.equals(fairId))
    .flatMap(({ accountId }) => accountId ?? []);
}
