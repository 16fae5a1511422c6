import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { Device } from '../../server/checkins/device-model.ts';
import { kioskAnswer } from '../../server/checkins/kiosk-answer.ts';
import { isPin } from '../../server/checkins/kiosk-pin.ts';
import { outcomes } from '../../server/checkins/outcome.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { StaffCall } from '../../server/checkins/staff-call-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';
import { scanOf } from './door-support.ts';
import { kioskScanOf, pairKiosk, PIN, sendJson, type Kiosk } from './kiosk-support.ts';

describe('a kiosk', () => {
  let harness: Harness;
  let fair: FairFields;
  let kiosk: Kiosk;
  let at: string;
  let now = Date.now();
  beforeAll(async () => {
    harness = await startHarness({ now: () => new Date(now) });
    fair = await aFair();
  });
  beforeEach(async () => {
    kiosk = await pairKiosk(harness, fair);
    at = kiosk.at;
  });
  afterAll(() => harness.stop());

  const json = (path: string, body: object, browser: Visitor = kiosk.browser) =>
    sendJson(browser, at + path, body);

  it('is paired by a link with a PIN of four to six digits, which is kept as a hash', async () => {
    const organizer = await harness.signIn('organizer', fair);
    const desks = `/fairs/${fair.slug}/desks`;
    const made = await organizer.post(`${desks}/${String(kiosk.deskId)}/pairings`, {
      role: 'kiosk',
    });
    const link = new URL(/http[^<"]+\/desk\/pair\/[\w-]+/.exec(made.text)![0]).pathname;
    const browser = harness.visitor();
    const asked = (await browser.get(link)).text;
    expect(asked).toContain('PIN to leave the kiosk');
    expect(asked).toContain('Name of this kiosk');
    expect(asked).not.toContain('Your name');
    for (const pin of ['', '123', '1234567', 'abcd']) {
      const refused = await browser.post(link, { kioskName: 'Left', pin });
      expect([refused.status, refused.text.includes('4 to 6 digits')]).toEqual([422, true]);
      if (pin) expect(refused.text).not.toContain(`value="${pin}"`);
    }
    const paired = await browser.post(link, { kioskName: 'Left of <b>', pin: PIN });
    expect([paired.status, paired.headers.location]).toEqual([303, at]);
    expect((await browser.get(at)).status).toBe(200);
    const device = await Device.findOne({
      kioskName: 'Left of <b>',
      volunteer: '',
      role: 'kiosk',
    }).lean();
    expect((await organizer.get(desks)).text).toContain('Left of &lt;b&gt;');
    expect(device?.pinHash).not.toContain(PIN);
    expect(await isPin(PIN, device!.pinHash)).toBe(true);
    expect(await isPin('4712', device!.pinHash)).toBe(false);
  });

  it('checks in by fetch and by form, and says nothing but what somebody is called', async () => {
    const fields = { name: 'Zelda Hyrule-Quist', preferredName: 'Zee', attention: 'Owes a form' };
    const { badge } = await aGraduate(fair, harness.deps, fields);
    const plain = await aGraduate(fair, harness.deps, { name: 'Quincy Adams Ward' });
    const first = await json('/checkins', kioskScanOf(badge.short));
    expect([first.status, first.body]).toEqual([
      200,
      {
        outcome: 'ok_attention',
        word: 'Welcome',
        who: 'Zee',
        more: expect.stringContaining('see our staff'),
      },
    ]);
    const again = await json('/checkins', kioskScanOf(badge.token));
    expect(again.body).toMatchObject({ outcome: 'already', who: 'Zee' });
    const sent = await kiosk.browser.post(`${at}/checkins`, {
      code: plain.badge.short,
      nonce: 'n',
    });
    expect([sent.status, sent.headers.location]).toEqual([303, `${at}/visitor`]);
    const page = await kiosk.browser.get(`${at}/visitor`);
    expect(page.headers.refresh).toBe(`20; url=${at}`);
    expect(page.text).toContain('Quincy');
    for (const told of [JSON.stringify(first.body) + JSON.stringify(again.body), page.text])
      expect(told).not.toMatch(/Hyrule|Owes|Adams|Ward|Lobby|scanId/);
    expect(await Scan.countDocuments({ deviceId: kiosk.deviceId, stands: true })).toBe(2);
    await harness.deps.background.settled();
    expect((await Device.findById(kiosk.deviceId).lean())?.lastScanAt).toBeInstanceOf(Date);
  });

  it('stores a repeated scan once, and is no place for guesses or operators', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    const same = kioskScanOf(badge.short);
    for (let n = 0; n < 3; n += 1)
      expect((await json('/checkins', same)).body).toMatchObject({
        outcome: 'ok',
        word: 'Welcome',
      });
    expect(await Scan.countDocuments({ nonce: same.nonce })).toBe(1);
    expect((await json('/checkins', kioskScanOf('2222-2222'))).body).toMatchObject({
      outcome: 'unknown',
      who: '',
    });
    const { badge: team } = await anEmployer(fair, harness.deps);
    expect((await json('/checkins', kioskScanOf(team.short))).body.outcome).toBe('employer_code');
    const { _id } = await aGraduate(fair, harness.deps);
    const { nonce, mode } = kioskScanOf('');
    for (const body of [
      {},
      { nonce, mode, registrationId: String(_id) },
      { ...kioskScanOf('x'), extra: 1 },
    ])
      expect((await json('/checkins', body)).status).toBe(422);
    expect((await json('/checkins', { ...kioskScanOf('x'), code: { $ne: null } })).status).toBe(
      400,
    );
    const empty = await kiosk.browser.post(`${at}/checkins`, { code: ' ', nonce });
    expect([empty.status, empty.text.includes('href="#code"')]).toEqual([422, true]);
  });

  it('opens no other page of the desk, and no desk opens it', async () => {
    const { badge } = await aGraduate(fair, harness.deps);
    const door = `/desk/${fair.slug}`;
    for (const path of [
      '',
      '/state.json',
      '/search',
      '/walk-ins/new',
      '/employers',
      '/employers/state.json',
      '/conflicts',
    ])
      expect([path, (await kiosk.browser.get(door + path)).status]).toEqual([path, 403]);
    const { browser } = kiosk;
    expect((await browser.post(`${door}/checkins`, { code: badge.short, nonce: 'x' })).status).toBe(
      403,
    );
    expect((await browser.post(`${door}/search`, { q: 'ada' })).status).toBe(403);
    expect((await browser.post(`${door}/employer-arrivals`)).status).toBe(403);
    for (const role of ['steward', 'supervisor'] as const) {
      const desk = await harness.pairDevice(fair, role);
      expect((await desk.browser.get(at)).status).toBe(403);
      expect((await json('/checkins', kioskScanOf('x'), desk.browser)).status).toBe(403);
    }
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: browser.cookieHeader() },
    });
    const ask = (event: string, sent: object) => socket.timeout(3000).emitWithAck(event, sent);
    expect(await ask('room:join', { room: 'desks', fairId: String(fair._id) })).toMatchObject({
      ok: false,
    });
    expect(await ask('checkin:submit', scanOf(badge.token))).toMatchObject({ outcome: 'error' });
    socket.close();
    expect(await Scan.countDocuments({ deviceId: kiosk.deviceId })).toBe(0);
  });

  it('calls staff, once until somebody answers', async () => {
    expect((await json('/staff-calls', {})).body).toEqual({ text: 'Our staff have been called.' });
    expect((await kiosk.browser.post(`${at}/staff-calls`)).headers.location).toBe(at);
    expect(await StaffCall.countDocuments({ deviceId: kiosk.deviceId, open: true })).toBe(1);
  });

  it('is left by its PIN alone, and then has no access', async () => {
    const leave = (pin: unknown) => kiosk.browser.post(`${at}/left`, { pin });
    expect((await kiosk.browser.get(`${at}/leave`)).text).toContain('End the kiosk');
    const wrong = await leave('0000');
    expect([wrong.status, wrong.text.includes('This is not the PIN')]).toEqual([422, true]);
    const done = await leave(PIN);
    expect([done.status, done.text.includes('The kiosk is closed')]).toEqual([200, true]);
    expect((await Device.findById(kiosk.deviceId).lean())?.revokedAt).not.toBeNull();
    expect((await kiosk.browser.get(at)).status).toBe(403);
  });

  it('is locked for a minute by five wrong PINs, also when a hundred come at once', async () => {
    const leave = (pin: string) => kiosk.browser.post(`${at}/left`, { pin });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => leave(String(1000 + n))),
    );
    const looked = answers.filter(({ text }) => text.includes('This is not the PIN'));
    expect(looked.length).toBeLessThanOrEqual(4);
    expect((await leave(PIN)).text).toContain('Too many wrong PINs');
    now += 59_000;
    expect((await leave(PIN)).text).toContain('Too many wrong PINs');
    now += 2_000;
    expect((await leave('0000')).text).toContain('This is not the PIN');
    expect((await leave(PIN)).text).toContain('The kiosk is closed');
  });
});

describe('what a kiosk says', () => {
  it.each(outcomes)('of %s: a word, and no reason', (outcome) => {
    const answer = kioskAnswer(outcome, 'Ada');
    expect(answer.word).not.toBe('');
    expect(answer.more).not.toMatch(/cancel|declin|wait|duplicate|revoked|approv/i);
    if (!['ok', 'ok_offline', 'ok_attention', 'already'].includes(outcome))
      expect(answer.who).toBe('');
  });
});
