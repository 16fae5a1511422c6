import type { NextStep } from './visit-model.ts';

/** What a representative chooses from. */
export const nextStepOptions: { value: NextStep; label: string; hint: string }[] = [
  { value: 'interview', label: 'Interview', hint: 'You want to talk at length.' },
  { value: 'apply', label: 'Apply', hint: 'You ask them to apply for an opening.' },
  { value: 'keep_in_touch', label: 'Keep in touch', hint: 'Nothing open today.' },
  { value: 'not_now', label: 'Not now', hint: 'More training or time first.' },
  { value: 'no_match', label: 'No match', hint: 'Another kind of work.' },
];

export const nextStepLabel = (step: NextStep | null | undefined): string =>
  nextStepOptions.find((option) => option.value === step)?.label ?? 'Undecided';

const forGraduates: Record<NextStep, string> = {
  interview: 'They want to meet you for an interview.',
  apply: 'They ask you to apply.',
  keep_in_touch: 'They want to keep in touch.',
  not_now: 'Not now, perhaps later.',
  no_match: 'No match this time.',
};

/** What the graduate reads of the decision. */
export const decisionWords = (step: NextStep | null | undefined): string =>
  step ? forGraduates[step] : 'Not decided yet.';
