import type { Types } from 'mongoose';
import type { Outcome } from '../checkins/outcome.ts';
import { readBadgeCode } from '../fairs/badge-code.ts';
import { Badge } from '../fairs/badge-model.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';

/** Why a scan at a booth opens no visit: the door's own words for it. */
export type Refusal = Extract<
  Outcome,
  'unknown' | 'wrong_fair' | 'employer_code' | 'revoked_code' | 'canceled' | 'pending'
>;

export type Holder =
  { ok: true; registration: RegistrationFields } | { ok: false; refusal: Refusal };

/** Whose badge it is, when it is a graduate's badge that counts at this fair. */
export async function findHolder(code: string, fairId: Types.ObjectId): Promise<Holder> {
  const read = readBadgeCode(code);
  const badge = read && (await Badge.findOne(read).lean());
  if (!badge) return refused('unknown');
  if (!badge.fairId.equals(fairId)) return refused('wrong_fair');
  if (badge.kind === 'employer') return refused('employer_code');
  if (badge.revokedAt) return refused('revoked_code');
  const registration = await Registration.findById(badge.holderId).lean<RegistrationFields>();
  if (!registration) return refused('unknown');
  if (registration.state === 'active') return { ok: true, registration };
  return refused(registration.state);
}

const refused = (refusal: Refusal): Holder => ({ ok: false, refusal });

/** What the representative is told, and what to do next. */
export const refusalWords: Record<Refusal, string> = {
  unknown: 'No badge has this code. Scan again, or type the eight characters below the square.',
  wrong_fair: 'This badge belongs to another fair.',
  employer_code: 'This is an employer’s badge. Scan the graduate’s badge.',
  revoked_code: 'This badge was voided. Its holder gets a new one at the help desk.',
  canceled: 'This registration is canceled. The help desk can take it back.',
  pending: 'This person is still on the waiting list and not registered yet.',
};
