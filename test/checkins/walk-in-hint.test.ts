import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { personKeysOf, searchKeysOf } from '../../server/graduates/person-words.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { byName, scanAt } from './door-support.ts';
import { person } from './walk-in-support.ts';

const nora = {
  name: 'Nora Nguyễn-O’Neil',
  email: 'nora@uni.example',
  phone: '(404) 555-0123',
  school: 'Gwinnett Tech',
};

describe('the hint while a walk-in is typed', () => {
  let harness: Harness;
  let fair: FairFields;
  let supervisor: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    await known(fair, nora);
  });
  afterAll(() => harness.stop());

  const known = (of: FairFields, fields: typeof nora, rest: object = {}) =>
    aGraduate(of, harness.deps, {
      ...fields,
      ...rest,
      searchKeys: searchKeysOf(fields),
      personKeys: personKeysOf(fields),
    });
  const ask = async (typed: object, browser = supervisor.browser) =>
    browser.post(`/desk/${fair.slug}/walk-ins/alike`).type('json').send(typed);
  const names = async (typed: object) => {
    const { body } = await ask({ name: '', email: '', phone: '', school: '', ...typed });
    return (body.people as { name: string }[]).map((each) => each.name);
  };

  it.each([
    ['nothing', {}],
    ['two letters of a name', { name: 'No', email: nora.email }],
    ['an email address without a name', { email: nora.email }],
    ['a name alone', { name: nora.name }],
    ['the beginning of a name', { name: 'Nora', school: nora.school }],
    ['the name at another school', { name: nora.name, school: 'Lanier Tech' }],
    ['another name with that phone', { name: 'Paul Pryor', phone: nora.phone }],
    ['the beginning of an address', { name: 'Nora', email: 'nora@uni' }],
  ])('lists nobody for %s', async (_what, typed) => {
    expect(await names(typed)).toEqual([]);
  });

  it.each([
    ['the name and the school', { name: 'nora nguyen oneil', school: 'gwinnett  TECH' }],
    ['the name and the end of the phone', { name: 'Nora Nguyen-O’Neil', phone: '0123' }],
    ['the address, however it is written', { name: 'Eleonora', email: ' NORA@uni.example ' }],
  ])('knows somebody by %s', async (_what, typed) => {
    expect(await names(typed)).toEqual([nora.name]);
  });

  it('shows as little as the search, and what can be done', async () => {
    const { body, headers } = await ask(nora);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.people).toEqual([
      {
        registrationId: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: nora.name,
        about: 'Gwinnett Tech · n•••@uni.example · phone ends in 0123',
        note: '',
        unfinished: false,
        mayCheckIn: true,
      },
    ]);
  });

  it('offers nothing to check in for who is here, waits or is canceled', async () => {
    const at = { school: 'Lanier Tech' };
    const typed = { ...nora, ...at, email: 'here@uni.example' };
    const here = await known(fair, typed);
    await scanAt(supervisor, byName(here._id), harness);
    await known(fair, { ...typed, email: 'wait@uni.example' }, { state: 'pending' });
    await known(fair, { ...typed, email: 'gone@uni.example' }, { state: 'canceled' });
    const { body } = await ask({ ...typed, phone: '', email: '' });
    const said = (body.people as { note: string; mayCheckIn: boolean }[]).map(
      ({ note, mayCheckIn }) => [note.replace(/since .*/, 'since'), mayCheckIn],
    );
    expect(said.sort()).toEqual([
      ['canceled', false],
      ['here since', false],
      ['waits for a place', false],
    ]);
  });

  it('is deaf to what is no text, and to everybody but supervisors of this fair', async () => {
    const odd = await ask({ name: ['Nora'], email: { a: 1 }, phone: 5, school: null });
    expect([odd.status, odd.body]).toEqual([200, { people: [] }]);
    const steward = await harness.pairDevice(fair, 'steward');
    expect((await ask(nora, steward.browser)).status).toBe(403);
    const elsewhere = await aFair();
    const stranger = await harness.pairDevice(elsewhere, 'supervisor');
    expect((await ask(nora, stranger.browser)).status).toBe(403);
    await known(elsewhere, { ...nora, name: 'Olga Other', email: 'olga@uni.example' });
    expect(await names({ name: 'Olga Other', school: nora.school })).toEqual([]);
  });

  it('is said by the server, too, when the form comes without having asked', async () => {
    const { phone, school, name } = nora;
    const form = await supervisor.browser.post(
      `/desk/${fair.slug}/walk-ins`,
      person({ name, phone, school }),
    );
    expect(form.status).toBe(409);
    expect(form.text).toContain('n•••@uni.example');
    expect(form.text).toMatch(/form="known-person" name="registrationId" value="[0-9a-f]{24}"/);
  });
});
