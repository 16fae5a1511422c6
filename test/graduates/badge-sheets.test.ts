import { gzipSync } from 'node:zlib';
import { Badge } from '../../server/fairs/badge-model.ts';
import { qrOf } from '../../server/fairs/badge-qr.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { filedName, isFiledBetween, surnameOf } from '../../server/graduates/person-words.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

describe('printing many badges', () => {
  let harness: Harness;
  let fair: FairFields;
  let organizer: Visitor;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    organizer = await harness.signIn('organizer', fair);
    at = `/fairs/${fair.slug}/badges`;
    for (const name of ['Zoe Adams', 'Ánna Álvarez', 'Bo Miller Jr.', 'Cy Zimmer'])
      await aGraduate(fair, harness.deps, { name, school: 'Lanier Tech' });
    await aGraduate(fair, harness.deps, { name: 'Not Coming', state: 'canceled' });
    await anEmployer(fair, harness.deps, { employerName: 'Oconee Health' });
  });
  afterAll(() => harness.stop());

  const sheets = async (query: string) => (await organizer.get(`${at}/sheets?${query}`)).text;
  const firstNames = (page: string) =>
    [...page.matchAll(/badge__first"[^>]*>([^<]*)</g)].map((match) => match[1]);
  const hidden = (page: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!;

  it('files them by surname, and takes a range of letters', async () => {
    expect(firstNames(await sheets('size=letter'))).toEqual(['Zoe', 'Ánna', 'Bo', 'Cy']);
    expect(firstNames(await sheets('from=A&to=M'))).toEqual(['Zoe', 'Ánna', 'Bo']);
    expect(firstNames(await sheets('from=n'))).toEqual(['Cy']);
    expect(firstNames(await sheets('who=employers'))).toEqual(['Robin']);
    expect(firstNames(await sheets('who=everyone'))).toHaveLength(5);
    expect(await sheets('from=Q&to=R')).toContain('No badge to print');
  });

  it('leaves out what is recorded as printed, and asks why before it prints that again', async () => {
    const page = await sheets('to=A&size=4x6');
    const holders = hidden(page, 'holders');
    const choice = { size: '4x6', who: 'graduates', which: 'unprinted', to: 'A', holders };
    const recorded = await organizer.post(`${at}/printed`, choice);
    expect([recorded.status, recorded.headers.location]).toEqual([
      303,
      expect.stringContaining(`${at}?size=4x6`),
    ]);
    expect(firstNames(await sheets(''))).toEqual(['Bo', 'Cy']);
    expect((await organizer.get(at)).text).toContain('2 of 6 badges printed');

    const again = await sheets('which=all&to=A');
    expect(again).toContain('2 badges printed before. Why again?');
    const bare = await organizer.post(`${at}/printed`, { ...choice, which: 'all' });
    expect([bare.status, firstNames(bare.text)]).toEqual([422, ['Zoe', 'Ánna']]);
    const reason = 'Damaged';
    await organizer.post(`${at}/printed`, { ...choice, which: 'all', reason });
    const [id] = holders.split(',');
    const { prints } = await Badge.findOne({ holderId: id as never })
      .lean()
      .orFail();
    expect(prints).toMatchObject([
      { by: 'The organizer', size: '4x6', reason: '' },
      { by: 'The organizer', reason },
    ]);
  });

  it('puts so many on a page as a slow line can carry, and the rest on the next', async () => {
    const big = await aFair();
    const names = Array.from({ length: 130 }, (_, n) => `Nr${n} Badgeholder`);
    for (const name of names) await aGraduate(big, harness.deps, { name, school: 'Lanier Tech' });
    const boss = await harness.signIn('organizer', big);
    const part = async (n: number) =>
      (await boss.get(`/fairs/${big.slug}/badges/sheets?part=${n}`)).text;
    const [first, second] = [await part(1), await part(2)];
    expect(first).toContain('1 to 120');
    expect([...firstNames(first), ...firstNames(second)].sort()).toEqual(
      names.map((name) => name.split(' ')[0]).sort(),
    );
    expect([first, second].map((page) => />Part before</.test(page))).toEqual([false, true]);
    expect([first, second].map((page) => />Next part</.test(page))).toEqual([true, false]);
    // What the page brings beside it is about 15 kB, and 60 kB are the most.
    expect(gzipSync(first).length).toBeLessThan(40_000);
  });

  it('records nothing of another fair, and nothing that is no list of badges', async () => {
    const other = await aGraduate(await aFair(), harness.deps);
    await organizer.post(`${at}/printed`, { size: 'letter', holders: String(other._id) });
    expect(await Badge.findOne({ holderId: other._id }).lean()).toMatchObject({ prints: [] });
    expect((await organizer.post(`${at}/printed`, { holders: 'x' })).status).toBe(422);
    const stranger = await harness.signIn('organizer');
    expect((await stranger.get(`${at}/sheets`)).status).toBe(404);
  });

  it.each([
    ['Jane Q. Doe III', 'doe'],
    ['Bo Miller Jr.', 'miller'],
    ['Åsa Ångström', 'angstrom'],
    ['Cher', 'cher'],
    ['Camila Aguirre-Núñez', 'aguirre nunez'],
    ['Mahmoud El-Amin 🌻', 'el amin'],
    ['Sr', 'sr'],
    ['🩺', ''],
  ])('files %s under %j', (name, surname) => expect(surnameOf(name)).toBe(surname));

  it.each([
    ['Pat Aguirre-Núñez', 'Aguirre-Núñez, Pat'],
    ['Martin Luther King Jr.', 'King Jr., Martin Luther'],
    ['Cher', 'Cher'],
    ['  ', ''],
  ])('lists %j as %j', (name, listed) => expect(filedName(name)).toBe(listed));

  it('puts both ends into a range', () => {
    expect(['adams', 'miller', 'zimmer'].map((each) => isFiledBetween(each, 'A', 'M'))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isFiledBetween('', '', '')).toBe(true);
  });

  it('draws a code of one rectangle a run: never two dark ones side by side', () => {
    const { qrPath, qrSize } = qrOf('AAAAAAAAAAAAAAAAAAAAAA');
    const runs = [...qrPath.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map((m) => m.map(Number));
    expect(runs.map(([, x, y, w]) => `M${x} ${y}h${w}v1h-${w}z`).join('')).toBe(qrPath);
    expect(runs.filter(([, x, y, w]) => runs.some((r) => r[2] === y && r[1] === x! + w!))).toEqual(
      [],
    );
    expect(Math.max(...runs.map(([, x, , w]) => x! + w!))).toBe(qrSize - 4);
  });
});
