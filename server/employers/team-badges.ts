import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { printedShort } from '../fairs/badge-code.ts';
import { qrPngBase64 } from '../fairs/badge-png.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { whenAndWhere } from '../fairs/when-and-where.ts';
import { Badge } from '../fairs/badge-model.ts';
import { currentBadge, issueBadge, replaceBadge, revokeBadge } from '../fairs/issue-badge.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { Enrollment, type EnrollmentFields } from './enrollment-model.ts';
import { Representative, type RepresentativeFields } from './representative-model.ts';

const teamOf = (enrollmentId: Types.ObjectId) =>
  Representative.find({ enrollmentId, removedAt: null }).lean<RepresentativeFields[]>();

/** Every representative of an accepted employer gets a badge, and a mail with it. */
export async function giveBadges(
  fair: FairFields,
  enrollment: EnrollmentFields,
  deps: Deps,
): Promise<void> {
  for (const representative of await teamOf(enrollment._id))
    await giveBadge(fair, enrollment, representative, deps);
}

export async function giveBadge(
  fair: FairFields,
  enrollment: Pick<EnrollmentFields, '_id' | 'employerName'>,
  representative: Pick<RepresentativeFields, '_id' | 'name' | 'email'>,
  deps: Deps,
): Promise<void> {
  const holder = { fairId: fair._id, kind: 'employer' as const, holderId: representative._id };
  const issuedBefore = await Badge.exists({ holderId: representative._id });
  const badge =
    (await currentBadge(representative._id, deps)) ??
    (await (issuedBefore ? replaceBadge(holder, deps) : issueBadge(holder, deps)));
  // Whoever cancels between the acceptance and this badge found no badge to void.
  if (!(await Enrollment.exists({ _id: enrollment._id, state: 'accepted' })))
    return void (await revokeBadge(representative._id, deps));
  await queueMail(
    {
      key: `representative-badge:${String(representative._id)}:${badge.short}`,
      to: representative.email,
      template: 'representative-badge',
      kind: 'service',
      fairId: fair._id,
      data: {
        name: representative.name,
        employer: enrollment.employerName,
        ...whenAndWhere(fair),
        qrPngBase64: qrPngBase64(badge.token),
        code: printedShort(badge.short),
        badgeUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/team/badge`,
        pageUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`,
      },
    },
    deps,
  );
}

/** An employer that is not coming: its badges say so at the door. */
export async function voidBadges(enrollmentId: Types.ObjectId, deps: Deps): Promise<void> {
  for (const { _id } of await teamOf(enrollmentId)) await revokeBadge(_id, deps);
}
