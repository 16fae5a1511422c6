import { z } from 'zod';
import { Unprocessable } from '../web/errors.ts';

const answered = z.object({ until: z.iso.datetime() });

/** Up to when the calls have been shown to whoever answers them; throws when the form does not say. */
export function readAnsweredUntil(body: unknown): Date {
  const read = answered.safeParse(body);
  if (!read.success) throw new Unprocessable('Choose the calls that are answered.');
  return new Date(read.data.until);
}
