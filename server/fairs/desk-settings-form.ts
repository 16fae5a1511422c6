import { z } from 'zod';
import {
  badgePrintings,
  deskQuestions,
  type BadgePrinting,
  type DeskQuestion,
  type FairFields,
} from './fair-model.ts';

const how = z.enum(['no', 'ask', 'must']).default('no');

/** What an organizer lets the desks ask and print. */
export const deskSettingsForm = z.object({
  'ask-badge-name': how,
  'ask-school': how,
  'ask-roles': how,
  'ask-consent': how,
  'ask-resume': how,
  badgePrinting: z.enum(badgePrintings),
} satisfies Record<`ask-${DeskQuestion}` | 'badgePrinting', z.ZodType>);

export interface AskedQuestion {
  question: DeskQuestion;
  required: boolean;
}

/** The stored fields of what was chosen. */
export function toDeskSettings(input: z.output<typeof deskSettingsForm>): {
  deskQuestions: AskedQuestion[];
  badgePrinting: BadgePrinting;
} {
  const asked = deskQuestions.filter((question) => input[`ask-${question}`] !== 'no');
  return {
    deskQuestions: asked.map((question) => ({
      question,
      required: input[`ask-${question}`] === 'must',
    })),
    badgePrinting: input.badgePrinting,
  };
}

/** What the settings page draws. A fair that was stored before there was anything to choose asks nothing. */
export function deskSettingsOf(fair: FairFields) {
  const asked = new Map(fair.deskQuestions?.map((each) => [each.question, each.required]));
  return {
    questions: deskQuestions.map((question) => ({
      name: `ask-${question}`,
      label: questionLabels[question],
      value: !asked.has(question) ? 'no' : asked.get(question) ? 'must' : 'ask',
    })),
    hows: howOptions,
    badgePrinting: fair.badgePrinting ?? 'ask',
    printings: printingOptions,
  };
}

const questionLabels: Record<DeskQuestion, string> = {
  'badge-name': 'Name on the badge',
  school: 'School',
  roles: 'Roles they look for',
  consent: 'Consent to read the résumé',
  resume: 'Whether a résumé will follow',
};
const howOptions = [
  { value: 'no', label: 'Do not ask' },
  { value: 'ask', label: 'Ask, may be skipped' },
  { value: 'must', label: 'Ask until it is answered' },
];
const printingOptions = [
  { value: 'never', label: 'Never: the desks print nothing' },
  { value: 'ask', label: 'When the supervisor wants to' },
  { value: 'once', label: 'Once: the main button until a badge is printed' },
  { value: 'always', label: 'Always: the main button after everybody let in' },
];
