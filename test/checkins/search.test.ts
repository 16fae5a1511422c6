import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';
import { aFindable, askFor, namesIn } from './search-support.ts';

describe('the search at the door', () => {
  let harness: Harness;
  let fair: FairFields;
  let supervisor: PairedBrowser;
  let minh: Awaited<ReturnType<typeof aFindable>>;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    const findable = (person: Parameters<typeof aFindable>[1]) => aFindable(fair, person, harness);
    minh = await findable({
      name: 'Nguyễn Thị Minh',
      preferredName: 'Minnie',
      email: 'minh.nguyen@uni.example',
      phone: '(404) 555-7788',
      school: 'École Lanier Tech',
    });
    for (const name of ['Zoë van der Meer', 'Łukasz Wójcik', 'Sinéad O’Brien', 'Jörg Großmann'])
      await findable({ name });
    await findable({ name: 'Venkataraman Palaniswamy', preferredName: 'Venkat' });
    await findable({ name: 'Anna-Lena Hjörleifsdóttir' });
    await aFindable(await aFair(), { name: 'Nguyen Elsewhere' }, harness);
  });
  afterAll(() => harness.stop());

  const search = (q: string) => askFor(supervisor, fair, q);

  it.each([
    ...['nguyen', 'NGUYỄN', 'MINH ngu', 'thi minh nguyen', 'Minnie', 'ecole', 'lanier minh'],
    ...['minh.nguyen@uni', 'minh.nguyen', 'MINH@', 'minh lanier nguyen thi'],
    ...['7788', '404-555-7788', '57788'],
  ])('finds somebody by %j, and masks the address', async (q) => {
    const { html } = await search(q === 'MINH@' ? 'MINH.NGUYEN@' : q);
    expect(namesIn(html)).toEqual(['Nguyễn Thị Minh “Minnie”']);
    expect(html).toContain('École Lanier Tech · m•••@uni.example · phone ends in 7788');
    expect(html).not.toContain('minh.nguyen');
    expect(html).not.toContain('555');
  });

  it.each([
    ['zoe', 'Zoë van der Meer'],
    ['Zoë', 'Zoë van der Meer'],
    ['meer van zoe', 'Zoë van der Meer'],
    ['lukasz', 'Łukasz Wójcik'],
    ['Łukasz', 'Łukasz Wójcik'],
    ['wojcik', 'Łukasz Wójcik'],
    ['OBrien', 'Sinéad O’Brien'],
    ["O'Brien", 'Sinéad O’Brien'],
    ['o brien', 'Sinéad O’Brien'],
    ['brien sinead', 'Sinéad O’Brien'],
    ['grossmann', 'Jörg Großmann'],
    ['GROSSM', 'Jörg Großmann'],
    ['großm j', 'Jörg Großmann'],
    ['palaniswamy venk', 'Venkataraman Palaniswamy “Venkat”'],
    ['hjorleifsdottir anna', 'Anna-Lena Hjörleifsdóttir'],
    ['Anna-Lena', 'Anna-Lena Hjörleifsdóttir'],
  ])('reads %j past accents, marks and the order of words', async (q, name) =>
    expect(namesIn((await search(q)).html)).toEqual([name]),
  );

  it('finds by the short code as printed or misread, and says who is here since when and where', async () => {
    const { short, token } = minh.badge;
    const printed = `${short.slice(0, 4)}-${short.slice(4)}`;
    for (const code of [printed, short.toLowerCase(), `${short.slice(0, 4)} ${short.slice(4)}`])
      expect((await search(code.replaceAll('Q', 'O').replaceAll('J', '1'))).html).toContain('Minh');
    expect((await search(printed)).html).toContain('Registered');
    await scanAt(supervisor, scanOf(token), harness);
    expect((await search(printed)).html).toMatch(/Here since \d+:\d\d [AP]M, Help/);
  });

  it('finds representatives of accepted employers by name and by employer, and leads to them', async () => {
    const other = await aFair();
    const device = await harness.pairDevice(other, 'supervisor');
    const employerName = 'Piedmont Rural Health';
    const { representativeId } = await anEmployer(other, harness.deps, { employerName });
    const gone = await anEmployer(other, harness.deps, { employerName: 'Piedmont Gone' });
    await Representative.updateOne({ _id: gone.representativeId }, { removedAt: new Date() });
    await anEmployer(other, harness.deps, { employerName: 'Piedmont Late', state: 'wait-listed' });
    for (const q of ['piedmont', 'rural hea', 'robin', 'rep health robin']) {
      const { html } = await askFor(device, other, q);
      expect(namesIn(html)).toEqual(['Robin Rep']);
      expect(html).toContain(employerName);
      expect(html).toContain(`/search/representatives/${String(representativeId)}`);
    }
  });
});
