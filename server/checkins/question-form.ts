import { z } from 'zod';
import type { AskedQuestion } from '../fairs/desk-settings-form.ts';
import type { DeskQuestion } from '../fairs/fair-model.ts';
import type { DeskAnswers } from '../graduates/answer-at-desk.ts';
import { aimsFields, personFields, rolesOf } from '../graduates/registration-form.ts';
import { consentChoices } from '../graduates/registration-model.ts';

const school = z.string().trim().max(160, 'Use 160 characters or fewer').default('');
const orNothing = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional());

/** The answers to what is asked, all left out at will; what must be answered says so at its field. */
export const questionForm = (asked: AskedQuestion[]) =>
  z
    .object({
      preferredName: personFields.preferredName,
      school,
      role1: aimsFields.role2,
      role2: aimsFields.role2,
      role3: aimsFields.role3,
      consent: orNothing(z.enum(consentChoices, 'Choose who may read the résumé')),
      resumeIntent: orNothing(z.enum(['later', 'none'], 'Choose whether a résumé will follow')),
    })
    .transform(({ role1, role2, role3, ...rest }, context) => {
      const said = { ...rest, roles: rolesOf({ role1, role2, role3 }) };
      const answers = answersTo(asked, said);
      const open = asked.filter(({ question }) => answers[fieldOf[question]] === undefined);
      for (const { question, required } of open)
        if (required)
          context.addIssue({
            code: 'custom',
            path: [question === 'roles' ? 'role1' : fieldOf[question]],
            message: mustAnswer[question],
          });
      return { answers, skipped: open.map(({ question }) => question) };
    });

const fieldOf = {
  'badge-name': 'preferredName',
  school: 'school',
  roles: 'roles',
  consent: 'consent',
  resume: 'resumeIntent',
} as const satisfies Record<DeskQuestion, keyof DeskAnswers>;

/** Nothing that was not asked is changed, whatever was sent. */
function answersTo(asked: AskedQuestion[], said: DeskAnswers): DeskAnswers {
  const given = asked
    .map(({ question }) => [fieldOf[question], said[fieldOf[question]]] as const)
    .filter(([, value]) => value !== undefined && value.length > 0);
  return Object.fromEntries(given);
}

const mustAnswer: Record<DeskQuestion, string> = {
  'badge-name': 'Enter the name for the badge',
  school: 'Enter the school',
  roles: 'Choose at least one role',
  consent: 'Choose who may read the résumé',
  resume: 'Choose whether a résumé will follow',
};
