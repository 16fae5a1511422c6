import { findOrMakeAccount } from '../accounts/find-or-make-account.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { deletionDate } from '../fairs/deletion-day.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { ApplicationInput } from './application-form.ts';
import { Employer } from './employer-model.ts';
import { Enrollment, type EnrollmentFields } from './enrollment-model.ts';
import { nameKey } from './name-key.ts';
import { Representative } from './representative-model.ts';

/**
 * Stores an application, makes the contact its first representative and mails the next step. The same organization from
 * the same address is the same application; only the mail says so.
 */
export async function applyForBooth(
  fair: FairFields,
  input: ApplicationInput,
  deps: Deps,
): Promise<void> {
  const now = deps.now();
  const key = `${nameKey(input.name)}|${input.email}`;
  const known = await Enrollment.findOne({ fairId: fair._id, key }).lean<EnrollmentFields>();
  const enrollment = known ?? (await createEnrollment(fair, input, key, now));
  const account = await findOrMakeAccount({ email: input.email, name: input.contactName }, now);
  await addFirstRepresentative(enrollment, account._id, input, now);
  deps.follow.fairChanged(fair._id);
  const period = Math.floor(now.getTime() / 600_000);
  await queueMail(
    {
      key: `enrollment-received:${String(enrollment._id)}${known ? `:${period}` : ''}`,
      to: input.email,
      template: 'enrollment-received',
      kind: 'service',
      fairId: fair._id,
      data: {
        name: input.contactName,
        employer: enrollment.employerName,
        fair: fair.name,
        deletedOn: deletionDate(fair),
        pageUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`,
      },
    },
    deps,
  );
}

async function createEnrollment(fair: FairFields, input: ApplicationInput, key: string, now: Date) {
  const employer = await Employer.create({
    name: input.name,
    kind: input.kind,
    place: input.place,
    rural: input.rural,
    website: input.website,
    about: input.about,
    createdAt: now,
  });
  try {
    const made = await Enrollment.create({
      fairId: fair._id,
      employerId: employer._id,
      employerName: input.name,
      employerKind: input.kind,
      rural: input.rural,
      key,
      contact: { name: input.contactName, email: input.email, phone: input.phone },
      tierWish: input.tierWish,
      tier: input.tierWish,
      needsPower: input.needsPower,
      needsAccessible: input.needsAccessible,
      boothWishes: input.boothWishes,
      notBeside: input.notBeside,
      appliedAt: now,
    });
    return made.toObject() as unknown as EnrollmentFields;
  } catch (error) {
    // A double click: the other request has stored it.
    if (!isDuplicateKey(error)) throw error;
    await Employer.deleteOne({ _id: employer._id });
    return Enrollment.findOne({ fairId: fair._id, key }).lean<EnrollmentFields>().orFail();
  }
}

async function addFirstRepresentative(
  enrollment: EnrollmentFields,
  accountId: EnrollmentFields['_id'],
  input: ApplicationInput,
  now: Date,
): Promise<void> {
  const { _id: enrollmentId, fairId } = enrollment;
  await Representative.updateOne(
    { enrollmentId, accountId },
    {
      $setOnInsert: {
        fairId,
        name: input.contactName,
        email: input.email,
        role: 'owner',
        addedAt: now,
      },
    },
    { upsert: true },
  );
}
