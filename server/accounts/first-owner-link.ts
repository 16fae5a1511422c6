import { Account } from './account-model.ts';
import { makeLink } from './sign-in-links.ts';
import { SignInLink } from './sign-in-link-model.ts';

/** The address that the terminal prints on a new installation, or null when it has an owner. */
export async function firstOwnerLink(publicUrl: string, now: Date): Promise<string | null> {
  if (await Account.exists({ owner: true })) return null;
  await SignInLink.deleteMany({ purpose: 'first-owner' });
  const { token } = await makeLink({ purpose: 'first-owner', email: '', accountId: null }, now);
  return `${publicUrl}/first-owner/${token}`;
}
