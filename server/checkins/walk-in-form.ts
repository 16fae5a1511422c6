import { z } from 'zod';
import { emailField } from '../accounts/sign-in-form.ts';
import { aimsFields, personFields } from '../graduates/registration-form.ts';
import { nonceField } from './nonce-field.ts';

/** One screen, one minute: what a supervisor asks somebody who comes without a registration. */
export const walkInForm = z
  .object({
    name: personFields.name,
    preferredName: personFields.preferredName,
    email: z.preprocess((value) => (value === '' ? undefined : value), emailField.optional()),
    phone: personFields.phone,
    school: z.string().trim().max(160, 'Use 160 characters or fewer').default(''),
    ...aimsFields,
    nonce: nonceField,
    /** The supervisor has seen who is alike. */
    anyway: z.literal('yes').optional(),
  })
  .refine(({ email, phone }) => email !== undefined || phone !== '', {
    path: ['email'],
    message: 'Enter an email address or a phone number',
  });

export type WalkInInput = z.output<typeof walkInForm>;

const typed = (max: number) => z.string().max(max).catch('');

/** What stands in the form while it is being typed: nothing of it is wrong yet. */
export const typedSoFar = z
  .object({ name: typed(120), email: typed(254), phone: typed(30), school: typed(160) })
  .catch({ name: '', email: '', phone: '', school: '' });
