import type { Response } from 'express';
import { accountOf } from '../access/load-account.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import type { FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { audienceWords } from './audience-words.ts';
import { FollowUp, type Audience, type FollowUpFields } from './follow-up-model.ts';
import { sumOf } from './follow-up-progress.ts';
import { inBraces, subjectInShort } from './placeholders.ts';
import { audienceSizes, reachable, recipientsOf } from './recipients.ts';
import { samplesOf } from './samples.ts';
import { startingTexts } from './starting-texts.ts';

export const baseOf = (res: Response): string => `/fairs/${fairOf(res).slug}/follow-ups`;

/** What every page of follow-ups needs. */
export const pageOf = (res: Response, deps: Pick<Deps, 'config'>) => ({
  nav: organizerNav(fairOf(res), 'Follow-up'),
  base: baseOf(res),
  sends: Boolean(deps.config.smtpUrl),
});

/** Whom one can write to, and what was written so far. */
export async function showList(res: Response, deps: Deps): Promise<void> {
  const fair = fairOf(res);
  const [sizes, followUps] = await Promise.all([
    audienceSizes(fair, deps),
    FollowUp.find({ fairId: fair._id }).sort({ createdAt: -1 }).limit(100).lean<FollowUpFields[]>(),
  ]);
  const sums = await Promise.all(followUps.map((each) => sumOf(each)));
  res.render('followups/list', {
    title: 'Follow-up',
    ...pageOf(res, deps),
    audiences: sizes.map(({ audience, size }) => ({ audience, size, ...audienceWords[audience] })),
    followUps: followUps.map((each, at) => ({
      id: String(each._id),
      subject: subjectInShort(each.subject, fair.name),
      audience: audienceWords[each.audience].label,
      createdAt: each.createdAt,
      ...sums[at],
    })),
  });
}

/** Draws the form, blank, with a starting text or rejected; for a new follow-up or a draft. */
export function showForm(
  res: Response,
  audience: Audience,
  form: FormState,
  deps: Deps,
  draftId = '',
): void {
  const rejected = Object.keys(form.errors).length > 0;
  const { label, rule, placeholders } = audienceWords[audience];
  res.status(rejected ? 422 : 200).render('followups/write', {
    title: `${rejected ? 'Error: ' : ''}Write a follow-up`,
    ...pageOf(res, deps),
    form,
    audience: { id: audience, label, rule },
    placeholders: placeholders.map(inBraces),
    texts: draftId ? [] : startingTexts[audience].map(({ title }, at) => ({ title, at })),
    action: draftId ? `${baseOf(res)}/${draftId}` : baseOf(res),
  });
}

/** Who would get a draft, by which rule, and how it would look. */
export async function showPreview(res: Response, draft: FollowUpFields, deps: Deps): Promise<void> {
  const fair = fairOf(res);
  const recipients = await recipientsOf(fair, draft.audience, deps);
  const reached = await reachable(recipients, deps);
  const { label, rule, noun } = audienceWords[draft.audience];
  const { email } = accountOf(res);
  res.render('followups/preview', {
    title: 'Check before sending',
    ...pageOf(res, deps),
    draft: { id: String(draft._id), subject: subjectInShort(draft.subject, fair.name) },
    audience: { label, rule, noun },
    size: reached.length,
    suppressed: recipients.length - reached.length,
    samples: samplesOf(draft, fair.name, reached, email, deps),
    ownEmail: email,
  });
}
