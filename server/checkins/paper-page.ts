import type { FairFields } from '../fairs/fair-model.ts';
import { isSettled, type PaperLine } from './mark-from-paper.ts';
import { isAdmission, type Outcome } from './outcome.ts';

const words: Partial<Record<PaperLine['outcome'], string>> = {
  unknown: 'No badge of this fair has this code',
  wrong_fair: 'Belongs to another fair',
  employer_code: 'An employer’s badge: mark the team on the list of employers',
  error: 'Could not be saved',
};

/** The lines of a preview or an answer, in three heaps. */
export function paperPage(lines: PaperLine[], { timeZone }: Pick<FairFields, 'timeZone'>) {
  const rowOf = ({ code, time, name, text, outcome, since, desk }: PaperLine) => ({
    code,
    at: time,
    name,
    since,
    desk,
    timeZone,
    why: text ?? words[outcome] ?? '',
  });
  const marks = lines.filter(({ outcome }) => isAdmission(outcome as Outcome));
  const before = lines.filter((line) => isSettled(line) && !marks.includes(line));
  return {
    marks: marks.map(rowOf),
    before: before.map(rowOf),
    refused: lines.filter((line) => !isSettled(line)).map(rowOf),
  };
}
