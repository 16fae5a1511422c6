import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import { printedShort } from '../../server/fairs/badge-code.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { startJourney, type Journey } from './support/journey.ts';
import { readPaper } from './support/read-paper.ts';

withChromium('a day on paper', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  }, 60_000);
  afterAll(() => journey.stop());

  it('is printed with a heading on each page, ticked off, and entered afterwards', async () => {
    const { deps } = journey.harness;
    const fair = await aFair({ name: 'Georgia Health IT Job Fair' });
    const people = [];
    for (let n = 0; n < 70; n += 1)
      people.push(
        await aGraduate(fair, deps, { name: `Ada${n} Okafor${n}`, school: 'Lanier Tech' }),
      );
    const page = await journey.open(await journey.harness.signIn('organizer', fair));
    await page.goto(`/fairs/${fair.slug}/paper`);
    await page.getByRole('button', { name: 'List by surname' }).click();
    await page.locator('.paper-list').waitFor();
    const paper = await readPaper(await page.pdf({ preferCSSPageSize: true }));
    expect(paper.length).toBeGreaterThan(1);
    for (const [at, { text, width, height }] of paper.entries()) {
      expect([width, height]).toEqual([612, 792]);
      expect(text).toContain('Georgia Health IT Job Fair');
      expect(text.replace(/\s+/g, ' ')).toContain(`Page ${at + 1} of ${paper.length}`);
    }
    const printed = paper.map(({ text }) => text).join(' ');
    for (const { badge } of people) expect(printed).toContain(printedShort(badge.short));

    await page.goto(`/fairs/${fair.slug}/paper`);
    const codes = people.slice(0, 2).map(({ badge }) => badge.short);
    await page.locator('#rows').fill([...codes, '2222-2222,0:01'].join('\n'));
    await page.locator('#usualTime').fill('00:00');
    await page.getByRole('button', { name: 'Look at them first' }).click();
    await page.getByRole('heading', { name: 'Nothing is saved yet' }).waitFor();
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
    await page.getByRole('button', { name: 'Mark 2 people as here' }).click();
    await page.getByText('2 people marked as here').waitFor();
    expect(await page.locator('#rows').inputValue()).toBe('2222-2222,00:01');
    expect(await Scan.countDocuments({ fairId: fair._id, stands: true, mode: 'paper' })).toBe(2);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});
