import type { AskedQuestion } from '../fairs/desk-settings-form.ts';
import type { DeskQuestion } from '../fairs/fair-model.ts';
import type { RegistrationFields } from './registration-model.ts';

/** What is known of somebody beside the registration itself. */
export interface AlsoKnown {
  /** A consent record stands. */
  consented: boolean;
  hasResume: boolean;
}

type Person = Pick<
  RegistrationFields,
  'preferredName' | 'school' | 'programId' | 'roles' | 'resumeIntent' | 'putOff'
>;

/** Which of the organizer's questions somebody has not answered, nor put off today. */
export function openQuestions(
  asked: AskedQuestion[],
  person: Person,
  also: AlsoKnown,
  day: string,
): AskedQuestion[] {
  const answered: Record<DeskQuestion, boolean> = {
    'badge-name': person.preferredName !== '',
    school: person.school !== '' || Boolean(person.programId),
    roles: person.roles.length > 0,
    consent: also.consented,
    resume: also.hasResume || Boolean(person.resumeIntent),
  };
  const putOff = new Set(
    person.putOff?.filter((each) => each.day === day).map((each) => each.question),
  );
  return asked.filter(({ question }) => !answered[question] && !putOff.has(question));
}
