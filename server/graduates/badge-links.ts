import type { Deps } from '../deps.ts';
import { livesUntil } from '../fairs/deletion-day.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { sign } from '../web/tokens.ts';

const LIVES_AFTER_FAIR_DAYS = 30;

/** The address in the badge mail: shows the badge and "send again", nothing else, until 30 days after the fair. */
export function badgePath(deps: Pick<Deps, 'secrets'>, registrationId: string): string {
  return `/badge/${registrationId}/${sign(deps.secrets.badgePage, registrationId)}`;
}

export const badgePageEnds = (fair: FairFields): Date => livesUntil(fair, LIVES_AFTER_FAIR_DAYS);
