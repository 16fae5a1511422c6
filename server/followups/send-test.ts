import type { AccountFields } from '../accounts/account-model.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { queueMail, type Queued } from '../mail/queue-mail.ts';
import { compose } from './compose-follow-up.ts';
import type { FollowUpFields } from './follow-up-model.ts';
import { recipientsOf } from './recipients.ts';
import { sampleValues } from './samples.ts';

const PRESS_MS = 10_000;

/** Sends the first recipient's message, or an invented one, to the organizer alone. */
export async function sendTest(
  fair: FairFields,
  followUp: FollowUpFields,
  account: Pick<AccountFields, '_id' | 'email'>,
  deps: Deps,
): Promise<Queued | 'no value'> {
  const [first] = await recipientsOf(fair, followUp.audience, deps);
  const composed = compose(followUp, fair.name, first?.values ?? sampleValues(fair, deps));
  if (!composed.ok) return 'no value';
  // Two presses in the same ten seconds are one wish.
  const press = Math.floor(deps.now().getTime() / PRESS_MS);
  return queueMail(
    {
      key: `follow-up-test:${String(followUp._id)}:${String(account._id)}:${press}`,
      to: account.email,
      template: 'follow-up',
      kind: 'bulk',
      fairId: fair._id,
      data: { ...composed.data, subject: `[Test] ${composed.data.subject}` },
    },
    deps,
  );
}
