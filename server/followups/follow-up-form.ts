import { z } from 'zod';
import { audiences } from './follow-up-model.ts';
import { faultIn } from './placeholders.ts';

export const audienceForm = z.object({ audience: z.enum(audiences) });

export const followUpForm = z
  .object({
    audience: z.enum(audiences),
    subject: z
      .string()
      .trim()
      .min(1, 'Write a subject')
      .max(150, 'Use 150 characters or fewer')
      .regex(/^[^\r\n]*$/, 'Keep the subject on one line'),
    body: z
      .string()
      .trim()
      .min(1, 'Write a message')
      .max(5000, 'Use 5,000 characters or fewer')
      .transform((text) => text.replace(/\r\n/g, '\n')),
  })
  .superRefine(({ audience, subject, body }, context) => {
    for (const [field, text] of Object.entries({ subject, body })) {
      const fault = faultIn(text, audience);
      if (fault) context.addIssue({ code: 'custom', path: [field], message: fault });
    }
  });
export type FollowUpInput = z.output<typeof followUpForm>;
