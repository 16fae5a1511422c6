import { qrOf } from '../fairs/badge-qr.ts';
import { printedShort, type BadgeCode } from '../fairs/badge-code.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import type { RegistrationFields } from './registration-model.ts';

/** What the badge partial draws: the preferred name large, the rest of the name and the program below. */
export function badgeCard(
  fair: Pick<FairFields, 'name'>,
  registration: Pick<RegistrationFields, 'name' | 'preferredName' | 'program' | 'school'>,
  badge: BadgeCode,
) {
  const [given = '', ...rest] = registration.name.split(/\s+/);
  const first = registration.preferredName || given;
  const last = registration.preferredName ? registration.name : rest.join(' ');
  return {
    fair: fair.name,
    first,
    last,
    line: registration.program || registration.school,
    code: printedShort(badge.short),
    ...qrOf(badge.token),
    band: 'Graduate',
  };
}
