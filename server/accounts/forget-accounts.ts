import { trusted, type Types } from 'mongoose';
import { inBatches } from '../database/in-batches.ts';
import { forgetMailsTo } from '../mail/forget-mails.ts';
import { Session } from '../web/session-model.ts';
import { Account, type AccountFields } from './account-model.ts';
import { SignInLink } from './sign-in-link-model.ts';
import { TeamMember } from './team-member-model.ts';

/** Which of these accounts somebody needs for something else. */
type NeededElsewhere = (accountIds: Types.ObjectId[]) => Promise<Types.ObjectId[]>;

/** Deletes those accounts that keep nothing, run no fair and are needed nowhere else, with their sessions, links and mails. */
export async function forgetAccounts(
  accountIds: Types.ObjectId[],
  neededElsewhere: NeededElsewhere,
): Promise<number> {
  let gone = 0;
  await inBatches(accountIds, async (ids) => {
    const members = await TeamMember.find({ accountId: trusted({ $in: ids }) }).lean();
    const needed = textsOf([
      ...members.map(({ accountId }) => accountId),
      ...(await neededElsewhere(ids)),
    ]);
    const accounts = await Account.find({ _id: trusted({ $in: ids }) }).lean<AccountFields[]>();
    gone += await dropAccounts(
      accounts.filter(({ _id, owner }) => !owner && !needed.has(String(_id))),
      neededElsewhere,
    );
  });
  return gone;
}

async function dropAccounts(accounts: AccountFields[], neededElsewhere: NeededElsewhere) {
  const ids = accounts.map(({ _id }) => _id);
  const emails = accounts.map(({ email }) => email);
  await Session.deleteMany({ accountId: trusted({ $in: ids }) });
  await SignInLink.deleteMany({ email: trusted({ $in: emails }) });
  await forgetMailsTo(emails);
  // Last, because a run that breaks off before finds the rest by the accounts.
  await Account.deleteMany({ _id: trusted({ $in: ids }) });
  // Somebody who registered for another fair in that instant was given an account that is gone now: it comes back.
  const late = textsOf(await neededElsewhere(ids));
  const back = accounts.filter(({ _id }) => late.has(String(_id)));
  if (back.length > 0) await Account.insertMany(back);
  return accounts.length - back.length;
}

const textsOf = (ids: Types.ObjectId[]): Set<string> => new Set(ids.map(String));
