import { Account } from './account-model.ts';
import { makeLink } from './sign-in-links.ts';
import type { Deps } from '../deps.ts';

export type HandedOut =
  { ok: true; url: string; expiresAt: string } | { ok: false; sentence: string };

/** Makes a link that signs in once, in any browser, for a morning without mail. */
export async function handOutLink(
  email: string,
  deps: { now(): Date; config: Pick<Deps['config'], 'publicUrl'> },
): Promise<HandedOut> {
  const account = await Account.findOne({ email }).lean();
  if (!account) return { ok: false, sentence: `Nobody here has the address ${email}.` };
  const { token, expiresAt } = await makeLink(
    { purpose: 'handed-out', email, accountId: account._id },
    deps.now(),
  );
  return {
    ok: true,
    url: `${deps.config.publicUrl}/sign-in/${token}`,
    expiresAt: expiresAt.toISOString(),
  };
}
