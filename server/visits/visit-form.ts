import { z } from 'zod';
import { newToken } from '../web/tokens.ts';
import { nextSteps, type NextStep, type VisitFields } from './visit-model.ts';

const MAX_NOTE = 4000;

export const visitForm = z.object({
  rating: z
    .enum(['', '1', '2', '3', '4', '5'], 'Rate from 1 to 5, or leave it open')
    .default('')
    .transform((text) => (text === '' ? null : Number(text))),
  note: z
    .string()
    .max(MAX_NOTE, 'Use 4,000 characters or fewer')
    .default('')
    .transform((text) => text.replace(/\r\n/g, '\n')),
  nextStep: z
    .enum(['undecided', ...nextSteps], 'Choose one of the next steps')
    .default('undecided')
    .transform((text): NextStep | null => (text === 'undecided' ? null : text)),
  /** Which version of the visit the writer has seen. */
  revision: z.coerce.number('Reload the page').int().min(0),
  /** Names the page that the writer has open. */
  page: z
    .string()
    .regex(/^[\w-]{22}$/)
    .catch(() => newToken()),
});
export type VisitInput = z.output<typeof visitForm>;

/** Where the form stood: on the visit's own page or beside the résumé. */
export const placeForm = z.object({ place: z.enum(['visit', 'reader']).catch('visit') });

/** A stored visit as the form shows it. */
export const visitValues = (visit: VisitFields): Record<string, unknown> => ({
  rating: visit.rating === null ? '' : String(visit.rating),
  note: visit.note,
  nextStep: visit.nextStep ?? 'undecided',
  revision: visit.revision,
});
