import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { Badge } from '../../server/fairs/badge-model.ts';
import { printedShort, type BadgeCode } from '../../server/fairs/badge-code.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { withChromium } from './support/browser.ts';
import { startJourney, type Journey } from './support/journey.ts';
import { readPaper } from './support/read-paper.ts';

const MM = 72 / 25.4;
const names = [
  'Nguyễn Thị Minh',
  'Maximiliana-Theodora Featherstonehaugh-Cholmondeley',
  'Bo Li',
  'Wolfeschlegelsteinhausenbergerdorff Hubert',
  'Ángel “El” Muñoz',
  'Jane Q. Doe III',
  'Al B',
];

withChromium('badges on paper', () => {
  let journey: Journey;
  let fair: FairFields;
  const badges: BadgeCode[] = [];

  beforeAll(async () => {
    journey = await startJourney();
    const { deps } = journey.harness;
    fair = await aFair({ name: 'Georgia Health IT Job Fair, Spring 2027' });
    const school = 'Southern Crescent Technical College of Georgia, Griffin Campus';
    const program = 'Health Information Management and Technology, Associate of Applied Science';
    for (const name of names)
      badges.push((await aGraduate(fair, deps, { name, school, program })).badge);
    const employerName = 'Chattahoochee Regional Health System & Rural Clinics Association';
    badges.push((await anEmployer(fair, deps, { employerName })).badge);
  }, 60_000);
  afterEach(() => journey.closeWindows());
  afterAll(() => journey.stop());

  it.each([
    ['letter', 612, 792, 2],
    ['4x6', 288, 432, 8],
    ['62mm', 62 * MM, 100 * MM, 8],
    ['a6', 105 * MM, 148 * MM, 8],
  ])(
    'prints %s on pages of that size, no more than needed, each code readable',
    async (size, width, height, pages) => {
      const page = await journey.open(await journey.harness.signIn('organizer', fair));
      await page.goto(`/fairs/${fair.slug}/badges`);
      await page.locator(`input[name="size"][value="${size}"]`).check();
      await page.locator('input[name="who"][value="everyone"]').check();
      await page.locator('input[name="which"][value="all"]').check();
      await page.getByRole('button', { name: 'Show the sheets' }).click();
      await page.getByRole('heading', { name: /^8 badges on/ }).waitFor();
      const paper = await readPaper(await page.pdf({ preferCSSPageSize: true }));

      expect(paper).toHaveLength(pages);
      for (const printed of paper) {
        expect(Math.abs(printed.width - width)).toBeLessThan(1);
        expect(Math.abs(printed.height - height)).toBeLessThan(1);
      }
      const codes = paper.flatMap((each) => each.codes);
      expect(codes.sort()).toEqual(badges.map(({ token }) => token).sort());
      const text = paper.map((each) => each.text).join(' ');
      for (const { short } of badges) expect(text).toContain(printedShort(short));
      expect(text.replaceAll(' ', '').match(/GRADUATE/g)).toHaveLength(names.length);
      expect(text.replaceAll(' ', '')).toContain('EMPLOYER');
      expect(text).not.toContain('They came out');
      expect(journey.complaints()).toEqual([]);
    },
    60_000,
  );

  it('prints one at a desk, remembers the paper, and says so when it is asked for again', async () => {
    const { browser } = await journey.harness.pairDevice(fair, 'supervisor', 'East 2');
    const page = await journey.open(browser);
    await page.addInitScript('window.print = () => { window.printed = true; }');
    await page.goto(`/desk/${fair.slug}/search`);
    await page.locator('input[name="q"]').fill('minh');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.locator('.found__row').first().click();
    await page.getByRole('link', { name: 'Print the badge' }).click();
    await page.locator('input[name="size"][value="62mm"]').check();
    await page.getByText('Other words on the badge').click();
    await page.getByLabel('Large').fill('Minnie');
    await page.getByRole('button', { name: 'Keep these words' }).click();
    await page.locator('input[name="size"][value="62mm"]').check();
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await page.waitForFunction('window.printed === true');
    const [paper, ...more] = await readPaper(await page.pdf({ preferCSSPageSize: true }));
    expect([paper?.codes, more]).toEqual([[badges[0]!.token], []]);
    expect(paper!.text).toContain('Minnie');
    expect(Math.round(paper!.width)).toBe(Math.round(62 * MM));

    await page.getByRole('link', { name: 'Print it again' }).click();
    await page.getByText(/^Printed at .*, East 2\.$/).waitFor();
    expect(await page.locator('input[name="size"][value="62mm"]').isChecked()).toBe(true);
    await page.getByLabel('Why is it printed again?').selectOption('The print failed');
    await page.getByRole('button', { name: 'Print again' }).click();
    await page.waitForFunction('window.printed === true');
    const printed = await Badge.findOne({ 'text.first': 'Minnie' }).lean();
    expect(printed?.prints.map(({ reason }) => reason)).toEqual(['', 'The print failed']);
    expect(journey.complaints()).toEqual([]);
  }, 60_000);
});
