import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { renderMail, type RenderDeps } from '../mail/render-mail.ts';
import type { Recipient } from './choose-recipients.ts';
import { compose } from './compose-follow-up.ts';
import type { FollowUpFields } from './follow-up-model.ts';

const SAMPLES = 3;

export interface Sample {
  to: string;
  subject: string;
  text: string;
  /** A placeholder without a value for this person. */
  missing: string;
}

/** The first, a middle and the last recipient's message as it would arrive. Ways out lead the organizer, not the recipient, out. */
export function samplesOf(
  followUp: FollowUpFields,
  fairName: string,
  recipients: readonly Recipient[],
  readerEmail: string,
  deps: RenderDeps,
): Sample[] {
  return spread(recipients).map(({ email, values }) => {
    const composed = compose(followUp, fairName, values);
    if (!composed.ok) return { to: email, subject: '', text: '', missing: composed.missing };
    const { subject, text } = renderMail('follow-up', composed.data, deps, {
      to: readerEmail,
      bulk: true,
      preview: true,
    });
    return { to: email, subject, text, missing: '' };
  });
}

function spread<T>(list: readonly T[]): T[] {
  const last = list.length - 1;
  const places = new Set([0, Math.floor(last / 2), last].filter((at) => at in list));
  return [...places].slice(0, SAMPLES).map((at) => list[at]!);
}

/** For a test when the audience is still empty. */
export const sampleValues = (
  fair: Pick<FairFields, 'name' | 'slug'>,
  deps: Pick<Deps, 'config'>,
): Record<string, string> => ({
  name: 'Ada',
  fair: fair.name,
  own_page: `${deps.config.publicUrl}/fairs/${fair.slug}/registration`,
  employer: 'Oconee Health',
  employers_met: 'Oconee Health and Piedmont Clinics',
  undecided_count: '3',
});
