import { z } from 'zod';
import { nonceField } from './nonce-field.ts';

const letter = z
  .string()
  .regex(/^[A-Za-z]?$/)
  .catch('');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const paperListQuery = z.object({
  by: z.enum(['surname', 'code']).catch('surname'),
  day: date.catch(''),
  from: letter,
  to: letter,
});

/** Lines of a paper list, with the day that they are of. */
export const paperForm = z.object({
  day: date,
  usualTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 09:00'),
  rows: z.string().max(200_000, 'Enter fewer lines at once').default(''),
  nonce: nonceField,
  evenAlike: z.enum(['yes', '']).optional(),
  confirm: z.literal('yes').optional(),
});
