import { trusted } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { createRegistration } from './create-registration.ts';
import { mailBadge } from './mail-badge.ts';
import { fieldsOf } from './registration-fields.ts';
import type { RegistrationInput } from './registration-form.ts';
import { Registration } from './registration-model.ts';

const REPEAT_AFTER_MS = 10 * 60_000;

/**
 * Registers a graduate and mails the badge. A known address gets a mail that says so; whoever filled the form cannot
 * tell the difference. Resolves with a sentence when a résumé came along and could not be used.
 */
export async function registerGraduate(
  fair: FairFields,
  input: RegistrationInput,
  resume: { name: string; bytes: Buffer } | null,
  deps: Deps,
): Promise<string | null> {
  const fields = { fairId: fair._id, email: input.email, ...(await fieldsOf(fair, input)) };
  const made = await createRegistration(fields, deps);
  if (made === 'already registered') {
    await sayAlreadyRegistered(fair, input.email, deps);
    // The file is looked at all the same, so that neither time nor answer tells who is registered.
    const verdict = resume && (await deps.examineResume(resume));
    return verdict?.verdict === 'reject' ? verdict.sentence : null;
  }
  await mailBadge(fair, made.registration, made.badge, 'registered', deps);
  return resume ? deps.follow.resumeOffered(made.registration, resume) : null;
}

async function sayAlreadyRegistered(fair: FairFields, email: string, deps: Deps): Promise<void> {
  const known = await Registration.findOne({
    fairId: fair._id,
    email: trusted({ $eq: email }),
  }).lean();
  if (!known) return;
  // At most one such mail in ten minutes, however often somebody presses.
  const period = Math.floor(deps.now().getTime() / REPEAT_AFTER_MS);
  await queueMail(
    {
      key: `already-registered:${String(known._id)}:${period}`,
      to: email,
      template: 'already-registered',
      kind: 'service',
      fairId: fair._id,
      data: {
        name: known.preferredName || known.name,
        fair: fair.name,
        canceled: known.state === 'canceled',
        ownPageUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/registration`,
      },
    },
    deps,
  );
}
