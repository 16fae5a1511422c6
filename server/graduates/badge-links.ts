import type { Deps } from '../deps.ts';
import { endOfFair } from '../fairs/fair-time.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { sign } from '../web/tokens.ts';

const LIVES_AFTER_FAIR_MS = 30 * 86_400_000;

/** The address in the badge mail: shows the badge and "send again", nothing else, until 30 days after the fair. */
export function badgePath(deps: Pick<Deps, 'secrets'>, registrationId: string): string {
  return `/badge/${registrationId}/${sign(deps.secrets.badgePage, registrationId)}`;
}

export const badgePageEnds = (fair: FairFields): Date =>
  new Date(endOfFair(fair).getTime() + LIVES_AFTER_FAIR_MS);
