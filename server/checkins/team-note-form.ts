import { z } from 'zod';
import { toList } from '../web/form.ts';
import { idText } from '../web/id-text.ts';

const MOST_PEOPLE = 40;
const short = (most: number) =>
  z.string().trim().max(most, `Use ${most} characters or fewer`).default('');

/** What a supervisor notes of a team. `version`: of the facts that the page showed; 0 while it was expected. */
export const teamNoteForm = z.object({
  step: z.enum(['save', 'set-up', 'left', 'back']).catch('save'),
  version: z.coerce.number().int().min(0).max(1_000_000).catch(0),
  people: z.preprocess(toList, z.array(idText).max(MOST_PEOPLE, 'Tick fewer people')),
  added: short(1000)
    .transform((text) =>
      text
        .split(/\r?\n/)
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .pipe(
      z
        .array(z.string().max(120, 'Use 120 characters or fewer for a name'))
        .max(MOST_PEOPLE, `Add at most ${MOST_PEOPLE} people`),
    ),
  kitGiven: z.literal('yes').optional(),
  parking: short(120),
  comment: short(500),
});
export type TeamNote = z.output<typeof teamNoteForm>;

export const undoForm = z.object({
  why: z
    .string({ error: 'Say why this arrival is undone' })
    .trim()
    .min(1, 'Say why this arrival is undone')
    .max(300, 'Use 300 characters or fewer'),
});
