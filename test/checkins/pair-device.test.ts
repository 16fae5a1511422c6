import { Desk } from '../../server/checkins/desk-model.ts';
import { Device } from '../../server/checkins/device-model.ts';
import { Pairing } from '../../server/checkins/pairing-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

describe('desks and their devices', () => {
  let harness: Harness;
  let fair: FairFields;
  let organizer: Visitor;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    organizer = await harness.signIn('organizer', fair);
    at = `/fairs/${fair.slug}/desks`;
  });
  afterAll(() => harness.stop());

  const deskNamed = async (name: string) => {
    await organizer.post(at, { name });
    return Desk.findOne({ fairId: fair._id, name }).lean().orFail();
  };
  const linkFor = async (name: string, role: string) => {
    const { _id } = await deskNamed(name);
    const page = await organizer.post(`${at}/${String(_id)}/pairings`, { role });
    expect(page.status).toBe(200);
    return /\/desk\/pair\/[\w-]{22}/.exec(page.text)![0];
  };

  it('adds and renames desks, each name once', async () => {
    const desk = await deskNamed('East 1');
    const twice = await organizer.post(at, { name: 'East 1' });
    expect([twice.status, twice.text]).toEqual([422, expect.stringContaining('of this name')]);
    expect((await organizer.post(at, { name: ' ' })).status).toBe(422);
    await organizer.post(`${at}/${String(desk._id)}/name`, { name: 'Main door' });
    expect((await organizer.get(at)).text).toContain('Main door');
  });

  it('pairs a browser once, by a link that shows nothing and is stored as a hash', async () => {
    const link = await linkFor('East 2', 'steward');
    const volunteer = harness.visitor();
    const page = await volunteer.get(link);
    expect(page.status).toBe(200);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.text).toContain('East 2');
    expect(await Device.countDocuments({ fairId: fair._id })).toBe(0);
    expect(JSON.stringify(await Pairing.find().lean())).not.toContain(link.slice(-22));

    const paired = await volunteer.post(link, { volunteer: 'Vera' });
    expect([paired.status, paired.headers.location]).toEqual([303, `/desk/${fair.slug}`]);
    expect(paired.headers['set-cookie']!.toString()).toMatch(
      /fairbridge_device=[\w-]{22}; Path=\/;.*HttpOnly/,
    );
    expect((await volunteer.get(`/desk/${fair.slug}`)).text).toContain('East 2');

    const again = await volunteer.get(link);
    expect(again.text).toContain(`href="/desk/${fair.slug}">To the desk`);
    const astray = await volunteer.get(`/desk/${fair.slug}/search`);
    expect(astray.status).toBe(403);
    expect(astray.text).toContain(`href="/desk/${fair.slug}">Back to the desk`);

    const late = await harness.visitor().post(link, { volunteer: 'Mallory' });
    expect(late.status).toBe(404);
    expect(late.text).not.toContain('To the desk');
    expect(await Device.countDocuments({ fairId: fair._id })).toBe(1);
  });

  it('lets one of many win a link that all press at once', async () => {
    const link = await linkFor('East 3', 'steward');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => harness.visitor().post(link, { volunteer: 'V' })),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('refuses a link after 15 minutes, and lets the demo’s be used again', async () => {
    const link = await linkFor('East 4', 'supervisor');
    await Pairing.updateMany({ usedAt: null }, { expiresAt: new Date(Date.now() - 1) });
    expect((await harness.visitor().get(link)).status).toBe(404);
    const again = await linkFor('East 5', 'supervisor');
    await Pairing.updateMany({ usedAt: null }, { reusable: true });
    for (let i = 0; i < 2; i += 1)
      expect((await harness.visitor().post(again, {})).status).toBe(303);
  });

  it('ends a device’s access at once, and says so once', async () => {
    const paired = await harness.pairDevice(fair, 'steward', 'West 1');
    expect((await paired.browser.get(`/desk/${fair.slug}`)).status).toBe(200);
    const revoke = () => organizer.post(`${at}/devices/${String(paired.deviceId)}/revoked`);
    expect((await revoke()).status).toBe(303);
    expect((await paired.browser.get(`/desk/${fair.slug}`)).status).toBe(403);
    expect((await paired.browser.getJson(`/desk/${fair.slug}/state.json`)).status).toBe(403);
    expect((await revoke()).status).toBe(409);
  });

  it('is for this fair’s organizers alone', async () => {
    const desk = await deskNamed('North');
    const pairings = `${at}/${String(desk._id)}/pairings`;
    const stranger = await harness.signIn('organizer', await aFair());
    expect((await stranger.get(at)).status).toBe(404);
    expect((await stranger.post(pairings, { role: 'steward' })).status).toBe(404);
    expect((await harness.visitor().get(at)).status).toBe(303);
    expect((await harness.visitor().post(pairings, { role: 'steward' })).status).toBe(403);
    const other = await aFair();
    const elsewhere = await harness.signIn('organizer', other);
    const crossed = `/fairs/${other.slug}/desks/${String(desk._id)}/pairings`;
    expect((await elsewhere.post(crossed, { role: 'steward' })).status).toBe(404);
    expect((await organizer.post(pairings, { role: 'owner' })).status).toBe(422);
  });
});
