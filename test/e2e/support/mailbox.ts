import { partOf, type SmtpCatcher } from '../../mail/smtp-catcher.ts';

/** The plain text of a mail that has come to somebody and says what it should; waits for it. */
export async function mailReceived(
  { caught }: SmtpCatcher,
  address: string,
  says: RegExp,
): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const texts = caught
      .filter(({ to }) => to === address)
      .map(({ raw }) => `${raw.split(/\r?\n\r?\n/)[0]}\n${partOf(raw, 'text/plain')}`);
    const found = texts.findLast((text) => says.test(text));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no such mail came to ${address}`);
}
