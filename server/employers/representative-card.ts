import { cardOf, nameOnBadge, type BadgeCard, type BadgeText } from '../fairs/badge-text.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import type { PrintableBadge } from '../fairs/issue-badge.ts';
import type { RepresentativeFields } from './representative-model.ts';

/** What the badge partial draws for somebody of an employer's team. */
export const representativeCard = (
  fair: Pick<FairFields, 'name'>,
  representative: Pick<RepresentativeFields, 'name'>,
  employerName: string,
  badge: PrintableBadge,
): BadgeCard =>
  cardOf(fair.name, representativeText(representative, employerName), badge, 'Employer');

export const representativeText = (
  { name }: Pick<RepresentativeFields, 'name'>,
  employerName: string,
): BadgeText => ({ ...nameOnBadge(name), line: employerName });
