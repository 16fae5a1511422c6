import type { Deps } from '../deps.ts';

/** Of two sentences the true one: without a mail server the messages stay here, and nobody may count on them. */
export const ifMailed = (
  deps: { config: Pick<Deps['config'], 'smtpUrl'> },
  mailed: string,
  kept: string,
): string => (deps.config.smtpUrl ? mailed : kept);
