import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { DeskQuestion } from '../fairs/fair-model.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { giveConsent } from './change-consent.ts';
import { personKeysOf, searchKeysOf } from './person-words.ts';
import { Registration, type ConsentChoice, type RegistrationFields } from './registration-model.ts';

export interface DeskAnswers {
  preferredName?: string;
  school?: string;
  roles?: string[];
  resumeIntent?: 'later' | 'none';
  consent?: ConsentChoice;
}

/** Keeps what somebody said at the desk; a consent gets its record, as everywhere. */
export async function answerAtDesk(
  registration: RegistrationFields,
  answers: DeskAnswers,
  deps: Pick<Deps, 'now' | 'secrets' | 'follow'>,
): Promise<void> {
  const { consent, ...fields } = answers;
  const { _id, fairId } = registration;
  const person = { ...registration, ...fields };
  const badge = await currentBadge(_id, deps);
  await Registration.updateOne(
    { _id },
    {
      ...fields,
      personKeys: personKeysOf(person),
      searchKeys: searchKeysOf(person, badge?.short),
      changedAt: deps.now(),
    },
  );
  if (consent) await giveConsent(registration, consent, 'desk', deps);
  deps.follow.fairChanged(fairId);
}

/** Nobody is asked these again on that day. */
export async function putOffQuestions(
  registrationId: Types.ObjectId,
  questions: DeskQuestion[],
  when: { day: string; deviceId: Types.ObjectId },
  deps: Pick<Deps, 'now'>,
): Promise<void> {
  if (questions.length === 0) return;
  const at = deps.now();
  await Registration.updateOne(
    { _id: registrationId },
    { $push: { putOff: { $each: questions.map((question) => ({ question, at, ...when })) } } },
  );
}
