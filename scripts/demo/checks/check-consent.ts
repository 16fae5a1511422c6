import type { Types } from 'mongoose';
import type { SimulatedDay } from '../../../server/demo/simulated-day.ts';
import { Enrollment } from '../../../server/employers/enrollment-model.ts';
import {
  ConsentRecord,
  type ConsentRecordFields,
} from '../../../server/graduates/consent-record-model.ts';
import { ResumeView, type ResumeViewFields } from '../../../server/resumes/resume-view-model.ts';

/** A request reads the consent a moment before it writes down that it looked. */
const BETWEEN_READ_AND_LOG_MS = 1000;

/**
 * Nobody opened a résumé without consent: every view against the records that stood at that moment. Views carry the
 * fair's time, consents the real one; the demo's clock knows both.
 */
export async function checkConsent(
  fairId: Types.ObjectId,
  opened: number,
  clock: Pick<SimulatedDay, 'realTimesOf'>,
): Promise<string[]> {
  const [views, consents, accepted] = await Promise.all([
    ResumeView.find({ fairId }).lean<ResumeViewFields[]>(),
    ConsentRecord.find({ fairId }).lean<ConsentRecordFields[]>(),
    Enrollment.find({ fairId, state: 'accepted' }).lean(),
  ]);
  const here = new Set(accepted.map((each) => String(each._id)));
  const byGraduate = new Map<string, ConsentRecordFields[]>();
  for (const consent of consents) {
    const key = String(consent.registrationId);
    byGraduate.set(key, [...(byGraduate.get(key) ?? []), consent]);
  }
  const wrong = views.flatMap((view) => {
    const said = byGraduate.get(String(view.registrationId)) ?? [];
    const times = clock.realTimesOf(view.at);
    const who = `${view.employerName} opened the résumé of ${String(view.registrationId)}`;
    if (!here.has(String(view.enrollmentId))) return [`${who} and is not accepted at this fair`];
    return allowed(view, said, times) ? [] : [`${who} without consent`];
  });
  if (views.length !== opened)
    wrong.push(`${opened} résumés were opened, ${views.length} views are on record`);
  return wrong;
}

function allowed(
  view: ResumeViewFields,
  said: ConsentRecordFields[],
  { from, to }: { from: Date; to: Date },
): boolean {
  const since = from.getTime() - BETWEEN_READ_AND_LOG_MS;
  const stood = said.filter(
    (consent) =>
      consent.since <= to && (!consent.withdrawnAt || consent.withdrawnAt.getTime() >= since),
  );
  const answers = stood.filter((consent) => view.enrollmentId.equals(consent.enrollmentId ?? ''));
  if (answers.some(({ choice }) => choice === 'yes')) return true;
  const general = stood.some(({ enrollmentId, choice }) => !enrollmentId && choice === 'all');
  // A no that was said at any time in between does not forbid what was allowed before it.
  const refusedThroughout = answers.some(
    (answer) =>
      answer.since.getTime() <= since && (!answer.withdrawnAt || answer.withdrawnAt >= to),
  );
  return general && !refusedThroughout;
}
