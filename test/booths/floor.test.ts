import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Assignment } from '../../server/booths/assignment-model.ts';
import { Booth } from '../../server/booths/booth-model.ts';
import { Floor } from '../../server/booths/floor-model.ts';
import { brokenRules } from '../../server/booths/move-employer.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const hall = {
  rows: '3',
  columns: '4',
  aislesAfterRows: 'B',
  power: 'A',
  accessible: 'C1, C2',
  premium: 'A1',
  without: 'B4',
};

describe('the floor of a fair', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function drawn(fields: Partial<FairFields> = {}) {
    const fair = await aFair(fields);
    const organizer = await harness.signIn('organizer', fair);
    const floor = `/fairs/${fair.slug}/floor`;
    expect((await organizer.post(floor, hall)).status).toBe(303);
    return { fair, organizer, floor };
  }

  it('is drawn as rows of booths, and again without losing who stands where', async () => {
    const { fair, organizer, floor } = await drawn();
    const booths = await Booth.find({ fairId: fair._id }).lean();
    expect(booths.map((booth) => booth.code).sort()).toEqual([
      'A1',
      'A2',
      'A3',
      'A4',
      'B1',
      'B2',
      'B3',
      'C1',
      'C2',
      'C3',
      'C4',
    ]);
    expect(
      booths
        .filter((booth) => booth.power)
        .map((booth) => booth.code)
        .sort(),
    ).toEqual(['A1', 'A2', 'A3', 'A4']);
    const { enrollment } = await anEmployer(fair, harness.deps);
    await organizer.post(`${floor}/moves`, {
      enrollmentId: String(enrollment._id),
      boothCode: 'C4',
    });
    await organizer.post(floor, { ...hall, columns: '5' });
    expect(await Assignment.findOne({ enrollmentId: enrollment._id }).lean()).toMatchObject({
      boothCode: 'C4',
    });
    await organizer.post(floor, { ...hall, rows: '2' });
    expect(await Assignment.countDocuments({ fairId: fair._id })).toBe(0);
  });

  it('assigns by the hard rules, says what it proved, and keeps pins', async () => {
    const { fair, organizer, floor } = await drawn();
    const premium = await anEmployer(fair, harness.deps, { tier: 'premium' });
    const rival = await anEmployer(fair, harness.deps, {
      employerName: 'Rival Health',
      boothWishes: ['A2'],
    });
    const powered = await anEmployer(fair, harness.deps, {
      needsPower: true,
      boothWishes: ['A3'],
      notBeside: ['rival health, inc.'],
    });
    const pinned = await anEmployer(fair, harness.deps);
    await organizer.post(`${floor}/moves`, {
      enrollmentId: String(pinned.enrollment._id),
      boothCode: 'B2',
      pinned: 'yes',
    });

    expect((await organizer.post(`${floor}/assignments`)).status).toBe(303);

    const at = async (who: { enrollment: { _id: unknown } }) =>
      (
        await Assignment.findOne({ enrollmentId: who.enrollment._id as never })
          .lean()
          .orFail()
      ).boothCode;
    expect(await at(premium)).toBe('A1');
    expect(await at(pinned)).toBe('B2');
    expect((await at(powered)).startsWith('A')).toBe(true);
    expect([await at(rival), await at(powered)]).not.toEqual(['A2', 'A3']);
    expect(await brokenRules(fair._id)).toEqual([]);
    const page = (await organizer.get(floor)).text;
    expect(page).toMatch(/points of at most/);
    expect(page).toMatch(/proven best for the wishes|best found/);
  });

  it('frees the booth of an employer that cancels', async () => {
    const { fair, organizer, floor } = await drawn();
    const { enrollment, accountId } = await anEmployer(fair, harness.deps);
    await organizer.post(`${floor}/assignments`);
    expect(await Assignment.countDocuments({ fairId: fair._id })).toBe(1);
    const employer = await harness.signInAs(accountId);
    await employer.post(
      `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/application/canceled`,
      { sure: 'yes' },
    );
    expect(await Assignment.countDocuments({ fairId: fair._id })).toBe(0);
  });

  it('swaps two employers, warns of a broken rule, and refuses a booth that is not there', async () => {
    const { fair, organizer, floor } = await drawn();
    const one = await anEmployer(fair, harness.deps);
    const two = await anEmployer(fair, harness.deps);
    const move = (who: typeof one, boothCode: string) =>
      organizer.post(`${floor}/moves`, { enrollmentId: String(who.enrollment._id), boothCode });
    await move(one, 'B1');
    await move(two, 'C1');
    await move(one, 'c1');
    const codes = await Assignment.find({ fairId: fair._id }).sort({ boothCode: 1 }).lean();
    expect(codes.map((each) => [each.boothCode, String(each.enrollmentId)])).toEqual([
      ['B1', String(two.enrollment._id)],
      ['C1', String(one.enrollment._id)],
    ]);
    expect((await move(one, 'Z9')).status).toBe(422);
    await move(one, 'A1');
    expect((await organizer.get(floor)).text).toContain('Rules that are broken now');
  });

  it('says what is wrong with a hall and keeps what was typed', async () => {
    const { organizer, floor } = await drawn();
    const page = await organizer.post(floor, { ...hall, rows: '99', power: 'near the wall' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="near the wall"');
  });

  it('is public once published, as a drawing and as a table', async () => {
    const { fair, organizer, floor } = await drawn();
    await anEmployer(fair, harness.deps, { employerName: 'Lanier <EHR> Partners' });
    await organizer.post(`${floor}/assignments`);
    const map = `/fairs/${fair.slug}/map`;
    expect((await harness.visitor().get(map)).text).toContain('The map is not out yet');
    await organizer.post(`${floor}/published`, { published: 'yes' });
    const page = (await harness.visitor().get(map)).text;
    expect(page).toContain('<svg class="hall"');
    expect(page.match(/Lanier &lt;EHR&gt; Partners/g)!.length).toBeGreaterThanOrEqual(2);
    await organizer.post(`${floor}/published`, { published: 'no' });
    expect((await Floor.findOne({ fairId: fair._id }).lean())?.publishedAt).toBeNull();
  });
});
