import { openBrowser, PageTrouble, type Browser, type Page } from './browser.ts';
import type { DayContext } from './day-context.ts';
import { addressesOn } from './page-forms.ts';
import { pick, type Random } from './seeded-random.ts';
import { signIn } from './sign-in.ts';
import type { DemoEmployer } from './world.ts';

export interface Assessment {
  rating: string;
  note: string;
  /** Absent: not decided yet, so nothing is chosen. */
  nextStep?: string;
}

export interface EmployerAtFair {
  /** Scans a badge at the booth; resolves with the visit's page. */
  meet(code: string, registrationId: string): Promise<string>;
  assess(visit: string, assessment: Assessment): Promise<void>;
  /** Hands the device over for a yes or a no, when there is something to ask. */
  askFaceToFace(visit: string, answer: 'yes' | 'no'): Promise<void>;
  /** Searches, opens a résumé that was not opened before, and asks somebody without a name; resolves with whom. */
  lookForGraduates(random: Random): Promise<string | null>;
}

/** What an employer's representative does with a phone at the booth. */
export function employerAtFair(
  { who, enrollmentId, owner }: DemoEmployer,
  at: number,
  { url, mailServer, world, ledger }: DayContext,
): EmployerAtFair {
  const base = `/fairs/${world.fair.slug}/enrollments/${enrollmentId}`;
  const opened = new Set<string>();
  let phone: Promise<Browser> | undefined;

  async function pickUpPhone(): Promise<Browser> {
    const browser = openBrowser(url, `10.2.${at >> 8}.${at & 255}`);
    await signIn(browser, owner.email, base, mailServer);
    return browser;
  }
  const myPhone = () => (phone ??= pickUpPhone());

  async function openResume(browser: Browser, link: string, random: Random): Promise<void> {
    const page = await openIfStillThere(browser, link);
    if (!page) return;
    const [file] = addressesOn(page.html, /\/graduates\/[0-9a-f]{24}\/file$/);
    if (!file) return;
    ledger.resumesOpened += 1;
    if (random() > 0.3 || !(await openIfStillThere(browser, file))) return;
    ledger.resumesOpened += 1;
  }

  async function ask(browser: Browser, found: Page, random: Random): Promise<string | null> {
    const asks = addressesOn(found.html, /\/graduates\/[0-9a-f]{24}\/asked$/);
    if (asks.length === 0) return null;
    const action = pick(asks, random);
    await browser.submit(found, action);
    return action.split('/').at(-2)!;
  }

  return {
    async meet(code, registrationId) {
      const browser = await myPhone();
      const visit = await browser.submit(await browser.open(`${base}/scan`), `${base}/visits`, {
        code,
      });
      ledger.visits.add(`${enrollmentId} ${registrationId}`);
      return visit.path;
    },
    async assess(visit, assessment) {
      const browser = await myPhone();
      await browser.submit(await browser.open(visit), visit, { ...assessment });
    },
    async askFaceToFace(visit, answer) {
      const browser = await myPhone();
      const page = await browser.open(`${visit}/consent`);
      if (page.html.includes(`action="${visit}/consent"`))
        await browser.submit(page, `${visit}/consent`, { answer });
    },
    async lookForGraduates(random) {
      const browser = await myPhone();
      const role = pick(pick(who.openings, random).roles, random);
      const found = await browser.open(`${base}/graduates?role=${role}`);
      const link = addressesOn(found.html, /\/graduates\/[0-9a-f]{24}\?/).find(
        (each) => !opened.has(each.split('?')[0]!),
      );
      if (link) {
        opened.add(link.split('?')[0]!);
        await openResume(browser, link, random);
      }
      return random() < 0.4 ? ask(browser, found, random) : null;
    },
  };
}

/** Null when the graduate has withdrawn the consent since the list was drawn. */
async function openIfStillThere(browser: Browser, link: string): Promise<Page | null> {
  try {
    return await browser.open(link);
  } catch (error) {
    if (error instanceof PageTrouble && error.status === 404) return null;
    throw error;
  }
}
