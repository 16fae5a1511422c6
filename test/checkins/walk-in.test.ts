import { jest } from '@jest/globals';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { person } from './walk-in-support.ts';

describe('registering a walk-in', () => {
  let harness: Harness;
  let fair: FairFields;
  let supervisor: PairedBrowser;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair({ capacity: 1, placesTaken: 1 });
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    at = `/desk/${fair.slug}/walk-ins`;
  });
  afterAll(() => harness.stop());

  const walkIn = (fields: object) => supervisor.browser.post(at, fields);
  const called = (name: string) => Registration.find({ fairId: fair._id, name }).lean();

  it('registers, gives a badge, mails it and checks in, even when the fair is full', async () => {
    const fields = person();
    const answer = await walkIn(fields);
    expect(answer.status).toBe(303);
    const [made] = await called('Wanda Lee');
    expect(made).toMatchObject({
      walkIn: true,
      state: 'active',
      consent: 'ask',
      school: 'Gwinnett Tech',
    });
    expect(answer.headers.location).toBe(`${at}/${String(made!._id)}`);
    expect(await Scan.findOne({ registrationId: made!._id }).lean()).toMatchObject({
      outcome: 'ok',
      mode: 'walk-in',
      stands: true,
    });
    expect(await Badge.countDocuments({ holderId: made!._id })).toBe(1);
    expect(await harness.mailTo(fields.email)).toMatchObject({ template: 'badge' });
    const page = await supervisor.browser.get(answer.headers.location!);
    expect(page.text).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/);
    expect(page.text).toContain('Welcome');
  });

  it('registers once when the form is sent twice', async () => {
    const fields = person({ name: 'Tina Twice', email: '', phone: '404 555 0199' });
    const first = await walkIn(fields);
    const second = await walkIn(fields);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await called('Tina Twice')).toHaveLength(1);
  });

  it('shows who may be the same, and registers when it is nobody of them', async () => {
    await walkIn(person({ name: 'Sam Same' }));
    const hint = await walkIn(person({ name: 'sam  SAME' }));
    expect([hint.status, hint.text]).toEqual([409, expect.stringContaining('Is it one of these?')]);
    expect(hint.text).toContain('•••@uni.example');
    expect(await called('sam  SAME')).toHaveLength(0);
    const anyway = await walkIn(person({ name: 'sam  SAME', anyway: 'yes' }));
    expect(anyway.status).toBe(303);
    const registrations = await Registration.find({ name: /sam\s+same/i }).lean();
    expect(registrations).toHaveLength(2);
    for (const { _id } of registrations)
      expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
  });

  it('says that an address is known, and keeps what was typed', async () => {
    const fields = person({ name: 'Kim Known' });
    await walkIn(fields);
    const again = await walkIn(person({ name: 'Kim Other', email: fields.email, school: '' }));
    expect(again.status).toBe(422);
    expect(again.text).toContain('registered already');
    expect(again.text).toContain('This address belongs to');
    expect(again.text).toContain('Kim Known');
    expect(again.text).toContain('•••@uni.example');
    expect(again.text).toContain('value="Kim Other"');
  });

  it('asks for a name, a way to reach the person and the aims', async () => {
    const empty = await walkIn({ nonce: newToken() });
    expect(empty.status).toBe(422);
    for (const field of ['name', 'stage', 'health', 'technical', 'role1', 'consent'])
      expect(empty.text).toContain(`<a href="#${field}">`);
    const mute = await walkIn(person({ name: 'Mute', email: '', phone: '' }));
    expect([mute.status, mute.text]).toEqual([422, expect.stringContaining('<a href="#email">')]);
  });

  it('keeps the registration when the check-in fails, to be finished from its page', async () => {
    const spied = jest.spyOn(Scan.collection, 'insertOne').mockRejectedValueOnce(new Error('full'));
    const answer = await walkIn(person({ name: 'Una Unfinished' }));
    spied.mockRestore();
    expect(answer.status).toBe(303);
    const page = await supervisor.browser.get(answer.headers.location!);
    expect(page.text).toContain('Check in now');
    const [{ _id } = { _id: null }] = await called('Una Unfinished');
    const finish = {
      registrationId: String(_id),
      mode: 'walk-in',
      confirmed: 'yes',
      nonce: newToken(),
    };
    expect((await supervisor.browser.post(`/desk/${fair.slug}/checkins`, finish)).status).toBe(200);
  });

  it('takes the form that the back button brings for somebody else as a new one', async () => {
    const nonce = newToken();
    const after = person({ name: 'Ann After', nonce });
    const first = await walkIn(person({ name: 'Bea Before', nonce }));
    const second = await walkIn(after);
    const twice = await walkIn(after);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.location).not.toBe(first.headers.location);
    expect(twice.headers.location).toBe(second.headers.location);
    expect([await called('Bea Before'), await called('Ann After')]).toMatchObject([[{}], [{}]]);
  });

  it('says where a résumé can be added, and where it cannot', async () => {
    const unsent = await walkIn(person({ name: 'Remy Résumé' }));
    const page = await supervisor.browser.get(unsent.headers.location!);
    expect(page.text).toContain('This fair sends no email, so they cannot sign in by themselves.');
    const mute = await walkIn(person({ name: 'Mo Mailless', email: '', phone: '404 555 0177' }));
    const other = await supervisor.browser.get(mute.headers.location!);
    expect(other.text).toContain('Without an email address nobody can sign in');
  });

  it('is for supervisors, on a live day', async () => {
    const steward = await harness.pairDevice(fair, 'steward');
    expect((await steward.browser.post(at, person())).status).toBe(403);
    const open = await aFair({ state: 'open' });
    const early = await harness.pairDevice(open, 'supervisor');
    expect((await early.browser.post(`/desk/${open.slug}/walk-ins`, person())).status).toBe(409);
    expect(await Registration.countDocuments({ fairId: open._id })).toBe(0);
  });
});
