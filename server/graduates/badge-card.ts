import { cardOf, nameOnBadge, type BadgeCard, type BadgeText } from '../fairs/badge-text.ts';
import type { BadgeCode } from '../fairs/badge-code.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import type { RegistrationFields } from './registration-model.ts';

type Named = Pick<RegistrationFields, 'name' | 'preferredName' | 'program' | 'school'>;

/** What the badge partial draws: the preferred name large, the rest of the name and the program below. */
export const badgeCard = (
  fair: Pick<FairFields, 'name'>,
  registration: Named,
  badge: BadgeCode & { text?: BadgeText | null },
): BadgeCard => cardOf(fair.name, graduateText(registration), badge, 'Graduate');

/** What stands on a graduate's badge unless it has a text of its own. */
export const graduateText = ({ name, preferredName, program, school }: Named): BadgeText => ({
  ...nameOnBadge(name, preferredName),
  line: program || school,
});
