import { z } from 'zod';
import { emailField } from '../accounts/sign-in-form.ts';
import type { Deps } from '../deps.ts';
import { handOutLink } from '../accounts/hand-out-link.ts';

const question = z.strictObject({ ask: z.literal('sign-in-link'), email: emailField });
export type AdminQuestion = z.input<typeof question>;

export const adminAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), url: z.string(), expiresAt: z.iso.datetime() }),
  z.object({ ok: z.literal(false), sentence: z.string() }),
]);
export type AdminAnswer = z.output<typeof adminAnswer>;

/** Reads one line of JSON and does what it asks. */
export async function answerAdmin(
  line: string,
  deps: Pick<Deps, 'config' | 'now' | 'log'>,
): Promise<AdminAnswer> {
  try {
    const read = question.safeParse(JSON.parse(line));
    if (!read.success) return refusal(read.error.issues[0]?.message);
    const link = await handOutLink(read.data.email, deps);
    deps.log.info({ made: link.ok }, 'a sign-in link was asked for on the terminal');
    return link;
  } catch (error) {
    if (!(error instanceof SyntaxError)) deps.log.error({ error }, 'a question on the terminal');
    return refusal();
  }
}

const refusal = (why = 'The server could not answer that.'): AdminAnswer => ({
  ok: false,
  sentence: why,
});
