import { z } from 'zod';
import type { Marks } from '../../public/js/practice-judge.js';

const MOST_MARKS = 20;
const mark = /^([2-9]{3}):(here|broke):(\d{1,15})$/;

/** What a browser without script remembers of its practice, in the page itself. */
export const writeMarks = (marks: Marks): string =>
  Object.entries(marks)
    .map(([number, { what, at }]) => `${number}:${what}:${at}`)
    .join(' ');

/** What is not a mark, somebody has meddled with: it is left out, and nothing depends on it. */
export function readMarks(text: string): Marks {
  const read = text
    .split(' ')
    .slice(0, MOST_MARKS)
    .map((each) => mark.exec(each));
  return Object.fromEntries(
    read.flatMap((found) =>
      found ? [[found[1]!, { what: found[2] as 'here' | 'broke', at: Number(found[3]) }]] : [],
    ),
  );
}

const yes = z.literal('yes').optional();

/** One form for all that can be done in practice: `act` says what. */
export const practiceForm = z.object({
  code: z.string().trim().max(4096).default(''),
  act: z.enum(['scan', 'undo', 'team']).default('scan'),
  confirmed: yes,
  offline: yes,
  marks: z.string().max(600).default('').transform(readMarks),
});

export type PracticeInput = z.output<typeof practiceForm>;
