import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import mongoose from 'mongoose';
import { practiceCodes } from '../../public/js/practice-code.js';
import { practiceGuests } from '../../public/js/practice-guests.js';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { scanOf } from './door-support.ts';

describe('practice', () => {
  let harness: Harness;
  let fair: FairFields;
  let desk: PairedBrowser;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    desk = await harness.pairDevice(fair, 'supervisor');
    at = `/desk/${fair.slug}/practice`;
    await anEmployer(fair, harness.deps);
  });
  afterAll(() => harness.stop());

  const post = (fields: object) => desk.browser.post(at, fields);
  const marksOf = (page: string) => /name="marks" value="([^"]*)"/.exec(page)?.[1] ?? '';

  it('leaves no trace in the store, whatever is done in it', async () => {
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Real Person' });
    await harness.deps.background.settled();
    const before = await dump();
    const ready = await desk.browser.get(at);
    expect(ready.status).toBe(200);
    // What the real desk offers next would be asked of the server.
    expect(ready.text).not.toMatch(/data-ask|data-print\b/);
    let marks = '';
    for (const { number } of [...practiceGuests, ...practiceGuests]) {
      const page = await post({ code: practiceCodes(number).token, marks });
      expect([page.status, page.text.includes('practice-band')]).toEqual([200, true]);
      marks = marksOf(page.text);
    }
    await post({ code: practiceCodes('322').short, confirmed: 'yes', marks });
    await post({ code: practiceCodes('422').short, act: 'team', marks });
    await post({ code: practiceCodes('222').short, act: 'undo', marks });
    for (const code of [badge.token, badge.short]) {
      const { text } = await post({ code, marks });
      expect(text).toContain('A real badge, not checked in');
      expect(text).not.toContain('Real Person');
    }
    await desk.browser.get(`${at}/badges`);
    await harness.deps.background.settled();
    expect(await dump()).toEqual(before);
  });

  it('is known at the real door, which keeps nothing of it either', async () => {
    const { token, short } = practiceCodes('222');
    const door = `/desk/${fair.slug}`;
    const json = (path: string, body: object) =>
      desk.browser
        .post(door + path)
        .type('json')
        .set('Accept', 'application/json')
        .send(body);
    await harness.deps.background.settled();
    const before = await dump();
    const said = { outcome: 'unknown', text: expect.stringContaining('only for practice') };
    for (const code of [token, short, 'prac-t222']) {
      const answer = await json('/checkins', scanOf(code));
      expect([answer.status, answer.body]).toEqual([409, said]);
    }
    const page = await desk.browser.post(`${door}/checkins`, { code: short, nonce: 'n' });
    expect(page.text).toContain('only for practice');
    const kept = await json('/checkins/batch', { scans: [scanOf(token, { told: 'ok_offline' })] });
    expect(kept.body.answers).toEqual([expect.objectContaining(said)]);
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: desk.browser.cookieHeader() },
    });
    expect(await socket.timeout(3000).emitWithAck('checkin:submit', scanOf(token))).toEqual(said);
    socket.close();
    expect(await Scan.countDocuments({ fairId: fair._id })).toBe(0);
    await harness.deps.background.settled();
    expect(withoutContact(await dump())).toEqual(withoutContact(before));
  });

  it('remembers in the page alone who has come', async () => {
    const code = practiceCodes('333').short;
    const first = await post({ code });
    expect(first.text).toContain('<title>Practice: Welcome: Kim Sample');
    const again = await post({ code, marks: marksOf(first.text) });
    expect(again.text).toContain('Already here');
    const undone = await post({ code, act: 'undo', marks: marksOf(first.text) });
    expect(undone.text).toContain('Undone: this person does not count as here.');
    expect((await post({ code, marks: marksOf(undone.text) })).text).toContain('Welcome');
  });

  it('takes whatever comes, and shows it as text', async () => {
    for (const code of ['<b>x</b>', '🎓'.repeat(500), "'; --", 'PRACTICE'])
      expect((await post({ code })).status).toBe(200);
    const empty = await post({ code: ' ' });
    expect([empty.status, empty.text.includes('href="#code"')]).toEqual([422, true]);
    expect((await post({ code: 'x'.repeat(5000), marks: '<i>' })).text).not.toContain('<i>');
  });

  it('is for desks of this fair alone', async () => {
    const kiosk = await harness.pairDevice(fair, 'kiosk', 'Lobby');
    const other = await harness.pairDevice(await aFair());
    const organizer = await harness.signIn('organizer', fair);
    for (const browser of [kiosk.browser, other.browser, organizer, harness.visitor()])
      for (const path of ['', '/badges']) expect((await browser.get(at + path)).status).toBe(403);
    expect((await harness.visitor().post(at, { code: 'PRACT222' })).status).toBe(403);
    const steward = await harness.pairDevice(fair, 'steward', 'West');
    const alike = await steward.browser.post(at, { code: 'PRACT322' });
    expect([alike.text.includes('Look closer'), alike.text.includes('Admit anyway')]).toEqual([
      true,
      false,
    ]);
  });

  it('has a sheet of badges that say what they are', async () => {
    const { text } = await desk.browser.get(`${at}/badges`);
    expect(text.match(/class="practice-sheet__band">Practice</g)).toHaveLength(
      practiceGuests.length,
    );
    expect(text).toContain('PRAC-T222');
  });

  it('is offered by the desk and by its pre-flight', async () => {
    for (const path of ['', '/preflight'])
      expect((await desk.browser.get(`/desk/${fair.slug}${path}`)).text).toContain(`href="${at}"`);
  });
});

/** Everything that the store holds. */
async function dump(): Promise<Record<string, string>> {
  const models = Object.values(mongoose.models);
  const rows = await Promise.all(
    models.map(async (model) => {
      const all = await model.find().sort({ _id: 1 }).lean();
      return [model.modelName, JSON.stringify(all)] as const;
    }),
  );
  return Object.fromEntries(rows);
}

/** That a device was heard of at all is no trace of what it scanned. */
const withoutContact = (all: Record<string, string>) => ({
  ...all,
  Device: all.Device!.replaceAll(/"lastSeenAt":"[^"]+"/g, ''),
});
