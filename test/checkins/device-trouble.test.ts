import { fairClock } from '../../public/js/door-clock.js';
import { Device } from '../../server/checkins/device-model.ts';
import { troublesOf } from '../../server/checkins/device-trouble.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-21T13:00:00.000Z');

describe('a device in trouble', () => {
  let harness: Harness;
  let fair: FairFields;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
  });
  afterAll(() => harness.stop());

  const deskPage = async () =>
    (await (await harness.signIn('organizer', fair)).get(`/fairs/${fair.slug}/desks`)).text;

  it('says to the organizer that its clock was changed, and by how much', async () => {
    const east = await harness.pairDevice(fair);
    const beat = (body: object) =>
      east.browser.post(`/desk/${fair.slug}/heartbeat`).type('json').send(body);
    expect((await beat({ clockJump: -7200 })).status).toBe(200);
    expect(await deskPage()).toContain('Clock jumped 2 hours back');
    expect((await beat({ pending: 3 })).status).toBe(200);
    expect((await Device.findById(east.deviceId).lean())!.clockJump!.seconds).toBe(-7200);
    expect((await beat({ clockJump: 1.5 })).status).toBe(422);
    expect((await beat({ clockJump: 1e15 })).status).toBe(422);
  });

  it('is slowed down and named to the organizer when it brings nothing but unknown codes', async () => {
    const west = await harness.pairDevice(fair, 'steward', 'West 1');
    const north = await harness.pairDevice(fair, 'steward', 'North 1');
    const { badge } = await aGraduate(fair, harness.deps);
    const outcomes: string[] = [];
    for (let guess = 0; guess < 70; guess += 1)
      outcomes.push((await scanAt(west, scanOf(`unknown-${guess}`), harness)).outcome);
    expect(outcomes.filter((outcome) => outcome === 'unknown')).toHaveLength(60);
    expect(outcomes.filter((outcome) => outcome === 'error')).toHaveLength(10);
    await harness.deps.background.settled();
    expect(await deskPage()).toContain('Many unknown codes');
    expect((await Device.findById(north.deviceId).lean())!.guessedAt).toBeNull();
    expect((await scanAt(north, scanOf(badge.token), harness)).outcome).toBe('ok');
  });

  it('stores times between pairing and receipt, however wrong the device’s clock is', async () => {
    const south = await harness.pairDevice(fair, 'steward', 'South 1');
    const { pairedAt } = (await Device.findById(south.deviceId).lean())!;
    for (const hours of [-48, 48]) {
      const { badge, _id } = await aGraduate(fair, harness.deps);
      const scannedAt = new Date(Date.now() + hours * HOUR).toISOString();
      await scanAt(south, scanOf(badge.token, { scannedAt }), harness);
      const stored = (await Scan.findOne({ registrationId: _id }).lean())!;
      expect(stored.scannedAt.getTime()).toBe((hours < 0 ? pairedAt : stored.receivedAt).getTime());
    }
  });
});

describe('the clock of a device', () => {
  function aClock() {
    let [ticks, wall, server] = [0, START + 5 * HOUR, START];
    const clock = fairClock(
      { now: at(START), speed: 1 },
      () => ticks,
      () => wall,
    );
    const pass = (ms: number) => ([ticks, wall, server] = [ticks + ms, wall + ms, server + ms]);
    const hear = () => clock.anchor({ now: at(server), speed: 1 });
    return {
      clock,
      pass,
      hear,
      change: (ms: number) => (wall += ms),
      sleep: (ms: number) => ([wall, server] = [wall + ms, server + ms]),
      server: () => server,
    };
  }
  const at = (ms: number) => new Date(ms).toISOString();

  it.each([HOUR, -HOUR, 11_000])('keeps the time and notices a change by %d ms', (by) => {
    const { clock, pass, hear, change, server } = aClock();
    hear();
    pass(60_000);
    change(by);
    expect(clock.now().getTime()).toBe(server());
    hear();
    expect([clock.takeJump(), clock.takeJump()]).toEqual([by, 0]);
    pass(30_000);
    hear();
    expect(clock.takeJump()).toBe(0);
  });

  it('takes a nap for no change of the clock, and is right again at the next contact', () => {
    const { clock, hear, sleep, server } = aClock();
    hear();
    sleep(HOUR);
    hear();
    expect(clock.takeJump()).toBe(0);
    expect(clock.now().getTime()).toBe(server());
  });

  it('notices a change over a reload, whether the server or its memory speaks first', () => {
    const kept = { now: at(START - 60_000), speed: 1, heardAt: START + 5 * HOUR - 60_000 };
    const first = aClock();
    first.change(HOUR);
    first.clock.recall(kept);
    first.hear();
    const second = aClock();
    second.change(HOUR);
    second.hear();
    second.clock.recall(kept);
    for (const { clock, server } of [first, second]) {
      expect(clock.takeJump()).toBe(HOUR);
      expect(clock.now().getTime()).toBe(server());
    }
  });

  it('says what happened in words', () => {
    const words = (seconds: number) =>
      troublesOf({ clockJump: { at: new Date(), seconds } })[0]!.text;
    expect([90, -60, 3600 * 5, -86_400, 12].map(words)).toEqual([
      'Clock jumped 2 minutes ahead',
      'Clock jumped 1 minute back',
      'Clock jumped 5 hours ahead',
      'Clock jumped 1 day back',
      'Clock jumped 12 seconds ahead',
    ]);
  });
});
