import type { Browser, Page } from './browser.ts';
import type { DemoMailServer } from './mail-server.ts';

/** Asks for a link, finds it in the mailbox, opens it in the same browser and presses the button. */
export async function signIn(
  browser: Browser,
  email: string,
  next: string,
  mailServer: DemoMailServer,
): Promise<Page> {
  const form = await browser.open(`/sign-in?next=${encodeURIComponent(next)}`);
  const link = mailServer.nextLinkTo(email);
  await Promise.all([browser.submit(form, '/sign-in', { email }), link]);
  const { pathname } = new URL(await link);
  return browser.submit(await browser.open(pathname), pathname);
}
