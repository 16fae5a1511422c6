import { maskEmail } from '../../server/checkins/search-registrations.ts';
import { wordsOf } from '../../server/checkins/search-words.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { searchKeysOf } from '../../server/graduates/person-words.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('the search at the door', () => {
  let harness: Harness;
  let fair: FairFields;
  let supervisor: PairedBrowser;
  let badge: { token: string; short: string };
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    const person = {
      name: 'Nguyễn Thị Minh',
      preferredName: 'Minnie',
      email: 'minh.nguyen@uni.example',
      phone: '(404) 555-7788',
      school: 'École Lanier Tech',
    };
    const made = await aGraduate(fair, harness.deps, person);
    badge = made.badge;
    await Registration.updateOne(
      { _id: made._id },
      { searchKeys: searchKeysOf(person, badge.short) },
    );
    await aGraduate(fair, harness.deps, { name: 'Other Person', email: 'other@uni.example' });
    await aGraduate(await aFair(), harness.deps, { name: 'Nguyen Elsewhere' });
    await anEmployer(fair, harness.deps, { employerName: 'Piedmont Rural Health' });
  });
  afterAll(() => harness.stop());

  const search = (q: string) => supervisor.browser.post(`/desk/${fair.slug}/search`, { q });

  it.each([
    'nguyen',
    'MINH ngu',
    'Minnie',
    'ecole',
    'lanier minh',
    'minh.nguyen@uni',
    '7788',
    '404-555-7788',
  ])('finds by %s, and masks the address', async (q) => {
    const page = await search(q);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nguyễn Thị Minh');
    expect(page.text).toContain('m•••@uni.example');
    expect(page.text.replace(/value="[^"]*"/g, '')).not.toContain('minh.nguyen@');
    expect(page.text).not.toContain('Other Person');
    expect(page.text).not.toContain('Elsewhere');
  });

  it('finds by the short code as printed, and says who is here', async () => {
    const printed = `${badge.short.slice(0, 4)}-${badge.short.slice(4)}`;
    expect((await search(printed)).text).toContain('Check in');
    await scanAt(supervisor, scanOf(badge.token), harness);
    const page = await search(printed);
    expect(page.text).toContain('Here since');
    expect(page.text).toContain('Undo the arrival');
  });

  it('finds employers by their name or a representative’s', async () => {
    for (const q of ['piedmont', 'rural hea', 'robin'])
      expect((await search(q)).text).toContain('Piedmont Rural Health');
  });

  it('lists nobody before three letters were searched for', async () => {
    for (const page of [
      await supervisor.browser.get(`/desk/${fair.slug}/search`),
      await search(''),
      await search('ng'),
      await search('. *'),
    ]) {
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('Nguyễn');
      expect(page.text).not.toContain('Other Person');
    }
  });

  it('shows twenty at most', async () => {
    const crowd = await aFair();
    const device = await harness.pairDevice(crowd, 'supervisor');
    for (let i = 0; i < 23; i += 1)
      await aGraduate(crowd, harness.deps, { name: `Crowd Person ${i}` });
    const page = await device.browser.post(`/desk/${crowd.slug}/search`, { q: 'crowd' });
    expect(page.text.match(/<li class="card">/g)).toHaveLength(20);
  });

  it.each([
    ['a@b.example', 'a•••@b.example'],
    ['', ''],
    ['@b', ''],
  ])('masks %j', (email, masked) => expect(maskEmail(email)).toBe(masked));

  it.each([
    ['Ada  Okafor', ['okafor', 'ada']],
    ['a b', []],
    ['7kq4-MX9D', ['7kq4mx9d']],
    ['+1 (404) 555-0101', ['0101']],
    ['.*{$ne}', []],
  ])('reads %j as words', (entered, words) => expect(wordsOf(entered)).toEqual(words));
});
