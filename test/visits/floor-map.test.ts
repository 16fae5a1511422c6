import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { Assignment } from '../../server/booths/assignment-model.ts';
import { drawFloor } from '../../server/booths/draw-floor.ts';
import { assignFloor } from '../../server/booths/assign-floor.ts';
import { floorForm } from '../../server/booths/floor-form.ts';
import { Floor } from '../../server/booths/floor-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

interface Said {
  seq: number;
  arrivedEmployers: string[];
}

describe('the public floor map on the day', () => {
  let harness: Harness;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await harness.stop();
  });

  async function aHall(fields: Partial<FairFields> = {}) {
    const { deps } = harness;
    const fair = await aFair(fields);
    const teams = [
      await anEmployer(fair, deps, { employerName: 'Lanier <EHR>', boothWishes: ['A1'] }),
      await anEmployer(fair, deps, { employerName: 'Oconee Health', boothWishes: ['A2'] }),
    ];
    await drawFloor(fair._id, floorForm.parse({ rows: '1', columns: '3' }), deps.now());
    await assignFloor(fair._id, null, deps);
    await Floor.updateOne({ fairId: fair._id }, { publishedAt: deps.now() });
    const { browser } = await harness.pairDevice(fair, 'supervisor');
    const arrive = (at: number) =>
      browser.post(`/desk/${fair.slug}/employer-arrivals`, {
        enrollmentId: String(teams[at]!.enrollment._id),
      });
    const map = `/fairs/${fair.slug}/map`;
    const state = async (): Promise<Said> =>
      (await harness.visitor().getJson(`${map}/state.json`)).body;
    return { fair, teams, arrive, map, state };
  }

  /** A visitor's page that follows, and what it has heard. */
  async function follower(fairId: unknown) {
    const socket = io(harness.url, {
      forceNew: true,
      transports: ['websocket'],
      auth: { protocol: 1, as: 'account' },
    });
    sockets.push(socket);
    const heard: Said[] = [];
    socket.on('booths:changed', (said: Said) => heard.push(said));
    const room = { room: 'public', fairId: String(fairId) };
    expect(await socket.timeout(2000).emitWithAck('room:join', room)).toEqual({ ok: true });
    return { heard, socket };
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; tries < 150 && !holds(); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(holds()).toBe(true);
  }

  it('marks in words whose team is here, on the drawing and in the table', async () => {
    const { arrive, map } = await aHall();
    const before = (await harness.visitor().get(map)).text;
    expect(before.match(/Not here yet/g)).toHaveLength(2);
    expect(before).not.toContain('booth--here');
    await arrive(0);
    const { text } = await harness.visitor().get(map);
    expect(text).toMatch(/<strong data-figure="here">1<\/strong> of 2 teams are here/);
    expect(text).toMatch(/booth--here"[^>]*data-booth="A1".*?data-mark>here<\/text>/s);
    expect(text).toMatch(/data-row="A1".*?data-word>Here</s);
    expect(text.match(/Not here yet/g)).toHaveLength(1);
  });

  it('tells everybody who follows, in order, and says the same over HTTP', async () => {
    const { fair, arrive, state } = await aHall();
    const { heard } = await follower(fair._id);
    expect((await state()).arrivedEmployers).toEqual([]);
    await arrive(1);
    await until(() => String(heard.at(-1)?.arrivedEmployers) === 'A2');
    await arrive(0);
    await until(() => heard.at(-1)?.arrivedEmployers.length === 2);
    expect(await state()).toEqual({ ...heard.at(-1)!, arrivedEmployers: ['A1', 'A2'] });
    expect(heard.map(({ seq }) => seq)).toEqual([...heard.map(({ seq }) => seq)].sort());
  });

  it('has everything for a page that missed the frames', async () => {
    const { fair, arrive, state } = await aHall();
    const early = await follower(fair._id);
    await arrive(0);
    await until(() => String(early.heard.at(-1)?.arrivedEmployers) === 'A1');
    const before = early.heard.length;
    early.socket.disconnect();
    await arrive(1);
    await until(() => !early.socket.connected);
    await follower(fair._id);
    const truth = await state();
    expect(truth.arrivedEmployers).toEqual(['A1', 'A2']);
    expect(truth.seq).toBeGreaterThanOrEqual(early.heard.at(-1)!.seq);
    expect(early.heard).toHaveLength(before);
  });

  it('follows a team to another booth, and tells nothing of a map that is not out', async () => {
    const { fair, teams, arrive, state } = await aHall();
    await arrive(0);
    await Assignment.updateOne({ enrollmentId: teams[0]!.enrollment._id }, { boothCode: 'A3' });
    expect((await state()).arrivedEmployers).toEqual(['A3']);
    await Floor.updateOne({ fairId: fair._id }, { publishedAt: null });
    expect((await state()).arrivedEmployers).toEqual([]);
  });

  it('calls a team late for the organizers alone', async () => {
    const { fair, map } = await aHall();
    const organizer = await harness.signIn('organizer', fair);
    expect((await organizer.get(map)).text).toMatch(
      /booth--late.*data-late-in="0"|data-late-in="0".*booth--late/s,
    );
    expect((await harness.visitor().get(map)).text).not.toMatch(/late/i);
  });

  it('marks nothing on a day without a fair', async () => {
    const days = [{ date: '2031-05-01', opens: '09:00', closes: '15:00' }] as FairFields['days'];
    const { map } = await aHall({ days });
    const { text } = await harness.visitor().get(map);
    expect(text).toContain('Lanier &lt;EHR&gt;');
    expect(text).not.toContain('Not here yet');
    expect(text).not.toContain('floor-map.js');
  });
});
