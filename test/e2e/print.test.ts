import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { startJourney, type Journey } from './support/journey.ts';

/** CSS pixels in an inch. */
const INCH = 96;

withChromium('paper', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  it('is one letter sheet with a badge of four by three inches, for graduates and employers', async () => {
    const { harness } = journey;
    const fair = await aFair();
    const graduate = await aGraduate(fair, harness.deps, { name: 'Paola “P” Paper' });
    const employer = await anEmployer(fair, harness.deps);
    const own = `/fairs/${fair.slug}/enrollments/${String(employer.enrollment._id)}`;
    for (const [accountId, path, first] of [
      [graduate.accountId!, `/fairs/${fair.slug}/registration/badge/print`, 'Paola'],
      [employer.accountId, `${own}/team/badge/print`, 'Robin'],
    ] as const) {
      const page = await journey.open(await harness.signInAs(accountId));
      await page.goto(path);
      await page.getByRole('article', { name: `Badge of ${first}` }).waitFor();
      for (const media of ['screen', 'print'] as const) {
        await page.emulateMedia({ media });
        const badge = (await page.locator('.badge').boundingBox())!;
        expect([media, badge.width, badge.height]).toEqual([media, 4 * INCH, 3 * INCH]);
      }
      const code = (await page.locator('.badge .qr').boundingBox())!;
      expect(code.width).toBeGreaterThan(0.8 * INCH);
      expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      expect(paper).toMatch(/\/MediaBox\s*\[0 0 612 792\]/);
    }
  }, 60_000);

  it('shows the whole badge with its code on a phone', async () => {
    const fair = await aFair();
    const graduate = await aGraduate(fair, journey.harness.deps);
    const visitor = await journey.harness.signInAs(graduate.accountId!);
    const page = await journey.open(visitor, { viewport: { width: 320, height: 640 } });
    await page.goto(`/fairs/${fair.slug}/registration/badge/print`);
    for (const part of ['.badge', '.badge .qr']) {
      const box = (await page.locator(part).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(320);
    }
  }, 60_000);
});
