import { trusted, type Types } from 'mongoose';
import { Account } from './account-model.ts';
import { TeamMember } from './team-member-model.ts';

/** Whom an employer writes to about a fair: its organizers, or the owners where there are none. */
export async function organizersToAsk(fairId: Types.ObjectId) {
  const members = await TeamMember.find({ fairId }).sort({ _id: 1 }).limit(5).lean();
  const ids = members.map(({ accountId }) => accountId);
  const whom = ids.length ? { _id: trusted({ $in: ids }) } : { owner: true };
  const accounts = await Account.find(whom).sort({ _id: 1 }).limit(5).lean();
  return accounts.map(({ name, email }) => ({ name: name || email, email }));
}

/** Names of those who may do everything here. */
export async function ownerNames(): Promise<string[]> {
  const owners = await Account.find({ owner: true }).sort({ _id: 1 }).limit(20).lean();
  return owners.map(({ name, email }) => name || email);
}

/** The organizers of a fair as the team page lists them. */
export async function teamOf(fairId: Types.ObjectId, self: Types.ObjectId) {
  const members = await TeamMember.find({ fairId }).sort({ _id: 1 }).limit(200).lean();
  const ids = members.map((member) => member.accountId);
  const accounts = await Account.find({ _id: trusted({ $in: ids }) }).lean();
  const byId = new Map(accounts.map((account) => [String(account._id), account]));
  return members.map((member) => ({
    accountId: String(member.accountId),
    name: byId.get(String(member.accountId))?.name ?? '',
    email: byId.get(String(member.accountId))?.email ?? '',
    addedAt: member.addedAt,
    you: member.accountId.equals(self),
  }));
}
