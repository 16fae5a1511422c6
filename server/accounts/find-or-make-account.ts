import { isDuplicateKey } from '../database/duplicate-key.ts';
import { Account, type AccountFields } from './account-model.ts';

/** The account of an address; made when there is none. An account alone opens nothing: only its mailbox signs it in. */
export async function findOrMakeAccount(
  person: { email: string; name?: string },
  now: Date,
): Promise<AccountFields> {
  const email = person.email.trim().toLowerCase();
  const known = await Account.findOne({ email }).lean<AccountFields>();
  if (known) return known;
  try {
    const made = await Account.create({ email, name: person.name ?? '', createdAt: now });
    return made.toObject();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return Account.findOne({ email }).lean<AccountFields>().orFail();
  }
}
