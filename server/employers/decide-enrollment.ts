import { trusted } from 'mongoose';
import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { whenAndWhere } from '../fairs/when-and-where.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { giveBadges, voidBadges } from './team-badges.ts';
import { Enrollment, type EnrollmentFields, type EnrollmentState } from './enrollment-model.ts';

export interface Decision {
  to: 'accepted' | 'wait-listed' | 'declined';
  tier: 'standard' | 'premium';
  reason: string;
}

/** From where a decision may be made; a declined employer can be accepted after all, a canceled one only applies anew. */
const from: Record<Decision['to'] | 'canceled', EnrollmentState[]> = {
  accepted: ['applied', 'wait-listed', 'declined'],
  'wait-listed': ['applied', 'accepted', 'declined'],
  declined: ['applied', 'wait-listed', 'accepted'],
  canceled: ['applied', 'wait-listed', 'accepted'],
};

/** Accepts, wait-lists or declines by one conditional update, and mails the answer. False when the state has changed meanwhile. */
export async function decideEnrollment(
  fair: FairFields,
  enrollmentId: Types.ObjectId,
  decision: Decision,
  decidedBy: Types.ObjectId,
  deps: Deps,
): Promise<boolean> {
  const { to, tier, reason } = decision;
  const set = {
    state: to,
    reason,
    decidedAt: deps.now(),
    decidedBy,
    ...(to === 'accepted' ? { tier } : {}),
  };
  return move(fair, enrollmentId, to, set, deps);
}

/** The employer or the organizer cancels; the booth becomes free. */
export async function cancelEnrollment(
  fair: FairFields,
  enrollmentId: Types.ObjectId,
  reason: string,
  deps: Deps,
) {
  return move(
    fair,
    enrollmentId,
    'canceled',
    { state: 'canceled', reason, canceledAt: deps.now() },
    deps,
  );
}

async function move(
  fair: FairFields,
  enrollmentId: Types.ObjectId,
  to: Decision['to'] | 'canceled',
  set: object,
  deps: Deps,
): Promise<boolean> {
  const enrollment = await Enrollment.findOneAndUpdate(
    { _id: enrollmentId, fairId: fair._id, state: trusted({ $in: from[to] }) },
    set,
    { returnDocument: 'after' },
  ).lean<EnrollmentFields>();
  if (!enrollment) return false;
  await mailDecision(fair, enrollment, to, deps);
  if (to === 'accepted') await giveBadges(fair, enrollment, deps);
  else {
    await voidBadges(enrollment._id, deps);
    await deps.follow.enrollmentEnded(enrollment._id);
  }
  deps.follow.fairChanged(fair._id);
  return true;
}

async function mailDecision(
  fair: FairFields,
  enrollment: EnrollmentFields,
  to: Decision['to'] | 'canceled',
  deps: Deps,
): Promise<void> {
  await queueMail(
    {
      key: `enrollment-${to}:${String(enrollment._id)}:${deps.now().getTime()}`,
      to: enrollment.contact.email,
      template: `enrollment-${to}`,
      kind: 'service',
      fairId: fair._id,
      data: {
        ...whenAndWhere(fair),
        name: enrollment.contact.name,
        employer: enrollment.employerName,
        reason: enrollment.reason,
        note: enrollment.reason,
        pageUrl: `${deps.config.publicUrl}/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`,
      },
    },
    deps,
  );
}
