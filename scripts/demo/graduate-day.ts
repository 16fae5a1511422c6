import { openBrowser, type Browser } from './browser.ts';
import type { DayContext } from './day-context.ts';
import { resumeFile } from './resume-file.ts';
import { signIn } from './sign-in.ts';
import type { DemoGraduate } from './world.ts';

export interface GraduateAtFair {
  uploadResume(): Promise<void>;
  answer(enrollmentId: string, answer: 'yes' | 'no'): Promise<void>;
  changeConsent(to: 'all' | 'approve' | 'ask'): Promise<void>;
  lookWhomTheyMet(): Promise<void>;
}

/** What a graduate does on the own pages, with a phone that is signed in by mail when it is first needed. */
export function graduateAtFair(
  { who }: DemoGraduate,
  at: number,
  { url, mailServer, world, seed }: DayContext,
): GraduateAtFair {
  const own = `/fairs/${world.fair.slug}/registration`;
  let phone: Promise<Browser> | undefined;

  async function pickUpPhone(): Promise<Browser> {
    const browser = openBrowser(url, `10.1.${at >> 8}.${at & 255}`);
    await signIn(browser, who.email, own, mailServer);
    return browser;
  }
  const myPhone = () => (phone ??= pickUpPhone());

  async function press(page: string, action: string, fields: Record<string, string>) {
    const browser = await myPhone();
    await browser.submit(await browser.open(own + page), own + action, fields);
  }

  return {
    async uploadResume() {
      const browser = await myPhone();
      const page = await browser.open(`${own}/resume`);
      await browser.submit(page, `${own}/resume`, {}, await resumeFile(who, seed));
    },
    answer: (enrollmentId, answer) => press('/consent', `/consent/${enrollmentId}`, { answer }),
    changeConsent: (consent) => press('/consent', '/consent', { consent }),
    async lookWhomTheyMet() {
      await (await myPhone()).open(`${own}/visits`);
    },
  };
}
