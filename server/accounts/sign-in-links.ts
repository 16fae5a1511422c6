import { randomInt } from 'node:crypto';
import { trusted, type Types } from 'mongoose';
import { hashOf, newToken, sameToken } from '../web/tokens.ts';
import { SignInLink, type SignInLinkFields } from './sign-in-link-model.ts';

const MINUTE = 60_000;
/** Links per address and per browser in ten minutes. */
export const LINKS_ALLOWED = 5;
const WINDOW_MS = 10 * MINUTE;
const MAX_WRONG_CODES = 5;

export const linkLifeMs = {
  'sign-in': 30 * MINUTE,
  invitation: 7 * 24 * 60 * MINUTE,
  'first-owner': 24 * 60 * MINUTE,
  'handed-out': 30 * MINUTE,
  demo: 24 * 60 * MINUTE,
} as const;

interface NewLink {
  purpose: keyof typeof linkLifeMs;
  email: string;
  accountId: Types.ObjectId | null;
  browserHash?: string | null;
  next?: string;
}

/** Stores the hash of a new link and returns the token that goes into its address. */
export async function makeLink(
  link: NewLink,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + linkLifeMs[link.purpose]);
  await SignInLink.create({ ...link, tokenHash: hashOf(token), createdAt: now, expiresAt });
  return { token, expiresAt };
}

/** True when there are more links than `allowed`; by default, when one more would be too many. */
export async function askedTooOften(
  email: string,
  browserHash: string,
  now: Date,
  allowed = LINKS_ALLOWED - 1,
): Promise<boolean> {
  const createdAt = trusted({ $gt: new Date(now.getTime() - WINDOW_MS) });
  const [ofAddress, ofBrowser] = await Promise.all([
    SignInLink.countDocuments({ email, createdAt }).limit(allowed + 1),
    SignInLink.countDocuments({ browserHash, createdAt }).limit(allowed + 1),
  ]);
  return ofAddress > allowed || ofBrowser > allowed;
}

/** Takes a link back that was made and not handed out. */
export async function dropLink(token: string): Promise<void> {
  await SignInLink.deleteOne({ tokenHash: hashOf(token) });
}

/** The link of a token while it can still be used, else null. */
export async function standingLink(token: string, now: Date): Promise<SignInLinkFields | null> {
  const link = await SignInLink.findOne({ tokenHash: hashOf(token) }).lean<SignInLinkFields>();
  if (!link || link.expiresAt <= now || link.accountId === null) return null;
  return link.usedAt && link.purpose !== 'demo' ? null : link;
}

/** Uses a link up by one conditional update: of two presses at once, one gets it. */
export async function consumeLink(link: SignInLinkFields, now: Date): Promise<boolean> {
  if (link.purpose === 'demo') return true;
  const taken = await SignInLink.updateOne({ _id: link._id, usedAt: null }, { usedAt: now });
  return taken.modifiedCount === 1;
}

/** Six digits for a link that was opened in another browser than the one that asked. */
export async function drawCode(link: SignInLinkFields): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await SignInLink.updateOne(
    { _id: link._id },
    { codeHash: hashOf(`${String(link._id)}:${code}`) },
  );
  return code;
}

/** Checks digits typed in the browser that asked. Five wrong ones end the link. */
export async function linkOfCode(browserHash: string, code: string, now: Date) {
  const links = await SignInLink.find({
    browserHash,
    createdAt: trusted({ $gt: new Date(now.getTime() - linkLifeMs['sign-in']) }),
    usedAt: null,
    codeHash: trusted({ $ne: null }),
    wrongCodes: trusted({ $lt: MAX_WRONG_CODES }),
  })
    .sort({ createdAt: -1 })
    .limit(LINKS_ALLOWED)
    .lean<SignInLinkFields[]>();
  for (const { _id } of links) {
    const link = await countGuess(_id);
    if (link?.codeHash && sameToken(link.codeHash, hashOf(`${String(_id)}:${code}`))) return link;
  }
  return null;
}

/** Before the digits are compared, by one conditional update: a thousand guesses sent at once are still five. */
const countGuess = (_id: Types.ObjectId) =>
  SignInLink.findOneAndUpdate(
    { _id, usedAt: null, wrongCodes: trusted({ $lt: MAX_WRONG_CODES }) },
    { $inc: { wrongCodes: 1 } },
    { returnDocument: 'after' },
  ).lean<SignInLinkFields>();
