import { z } from 'zod';

/** Only a path of ours: never an address elsewhere, not even `//host`. */
export const ownPath = z
  .string()
  .regex(/^\/(?![/\\])[^\s\\]*$/)
  .max(500)
  .catch('/home');

export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Use 254 characters or fewer')
  .pipe(z.email('Enter an email address like name@example.com'));

export const signInForm = z.object({ email: emailField, next: ownPath });

export const codeForm = z.object({
  code: z
    .string()
    .trim()
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits that the other browser shows')),
});

export const firstOwnerForm = z.object({
  name: z.string().trim().min(1, 'Enter your full name').max(120, 'Use 120 characters or fewer'),
  email: emailField,
});
