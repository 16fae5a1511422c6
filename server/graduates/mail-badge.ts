import type { Deps } from '../deps.ts';
import { printedShort, type BadgeCode } from '../fairs/badge-code.ts';
import { deletionDate } from '../fairs/deletion-day.ts';
import { qrPngBase64 } from '../fairs/badge-png.ts';
import { whenAndWhere } from '../fairs/when-and-where.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { badgePath } from './badge-links.ts';
import type { RegistrationFields } from './registration-model.ts';

/** Queues the mail that carries the badge's link and short code. `occasion` makes it once-only per occasion. */
export async function mailBadge(
  fair: FairFields,
  registration: RegistrationFields,
  badge: BadgeCode,
  occasion: string,
  deps: Deps,
): Promise<void> {
  if (!registration.email) return;
  await queueMail(
    {
      key: `badge:${String(registration._id)}:${occasion}`,
      to: registration.email,
      template: registration.state === 'pending' ? 'registration-pending' : 'badge',
      kind: 'service',
      fairId: fair._id,
      data: {
        name: registration.preferredName || registration.name,
        ...whenAndWhere(fair, registration.days),
        deletedOn: deletionDate(fair),
        qrPngBase64: qrPngBase64(badge.token),
        code: printedShort(badge.short),
        badgeUrl: deps.config.publicUrl + badgePath(deps, String(registration._id)),
        ownPageUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/registration`,
      },
    },
    deps,
  );
}
