import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { EmployerArrival } from '../../server/checkins/employer-arrival-model.ts';
import { teamState } from '../../server/checkins/employer-desk.ts';
import { isLateAt, lateFrom, lateInMs } from '../../server/checkins/late-employers.ts';
import { Device } from '../../server/checkins/device-model.ts';
import { countDashboard } from '../../server/dashboard/dashboard-state.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, anEmployer, type EnrolledEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

describe('the employer desk', () => {
  let harness: Harness;
  let fair: FairFields;
  let desk: PairedBrowser;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    desk = await harness.pairDevice(fair, 'supervisor', 'Employer desk');
    await Device.updateOne({ _id: desk.deviceId }, { volunteer: 'Sue' });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await harness.stop();
  });

  const list = (at = fair) => `/desk/${at.slug}/employers`;
  const page = (team: EnrolledEmployer) => `${list()}/${String(team.enrollment._id)}`;
  const aTeam = (employerName: string) => anEmployer(fair, harness.deps, { employerName });
  const standing = (team: EnrolledEmployer) =>
    EmployerArrival.findOne({ enrollmentId: team.enrollment._id, stands: true }).lean();

  it('notes who came, kit, parking and comment, then set-up and leaving', async () => {
    const team = await aTeam('Oconee <EHR> & Söhne');
    const person = String(team.representativeId);
    const first = await desk.browser.post(page(team), {
      ...{ version: '0', step: 'save', people: person, kitGiven: 'yes' },
      ...{ added: 'Robin Extra\n\n  Kim 🎓 ', parking: 'Lot B', comment: 'Needs <a> chair' },
    });
    expect([first.status, first.headers.location]).toEqual([303, list()]);
    expect(await standing(team)).toMatchObject({
      people: [
        { representativeId: team.representativeId, name: 'Robin Rep' },
        { representativeId: null, name: 'Robin Extra' },
        { representativeId: null, name: 'Kim 🎓' },
      ],
      ...{ kitGiven: true, parking: 'Lot B', comment: 'Needs <a> chair', version: 1 },
    });
    const shown = (await desk.browser.get(page(team))).text;
    expect(shown).toContain('Needs &lt;a&gt; chair');
    expect(shown).toMatch(/name="people" value="[0-9a-f]{24}" checked/);

    for (const [version, step, state] of [
      ['1', 'set-up', 'set_up'],
      ['2', 'left', 'left'],
      ['3', 'back', 'set_up'],
    ] as const) {
      expect((await desk.browser.post(page(team), { version, step })).status).toBe(303);
      expect(teamState(await standing(team))).toBe(state);
    }
    expect((await standing(team))?.changes.map(({ what, by }) => [what, by])).toEqual([
      ['Team has arrived', 'Sue'],
      ['Booth is set up', 'Sue'],
      ['Team has left', 'Sue'],
      ['Team is back', 'Sue'],
    ]);
  });

  it('does not write over what another supervisor noted meanwhile, and keeps what was typed', async () => {
    const team = await aTeam('Both At Once');
    const other = await harness.pairDevice(fair, 'supervisor', 'Help');
    const both = await Promise.all(
      [desk, other].map(({ browser }, at) =>
        browser.post(page(team), { version: '0', step: 'save', comment: `said by ${at}` }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = both.findIndex(({ status }) => status === 409);
    expect(both[lost]!.text).toContain(`said by ${lost}`);
    expect(both[lost]!.text).toContain('Somebody else has changed this meanwhile');
    expect(both[lost]!.text).toContain('name="version" value="1"');
    const again = { version: '1', step: 'save', comment: `said by ${lost}` };
    expect((await desk.browser.post(page(team), again)).status).toBe(303);
    expect((await desk.browser.post(page(team), again)).status).toBe(409);
    expect(await EmployerArrival.countDocuments({ enrollmentId: team.enrollment._id })).toBe(1);
  });

  it('undoes an arrival with a reason, keeps the record, and takes the team again', async () => {
    const team = await aTeam('Undone Health');
    const mark = () =>
      desk.browser.post(`/desk/${fair.slug}/employer-arrivals`, {
        ...{ enrollmentId: String(team.enrollment._id), from: 'list' },
      });
    await mark();
    expect((await desk.browser.post(`${page(team)}/undone`, { why: ' ' })).status).toBe(409);
    const undo = () => desk.browser.post(`${page(team)}/undone`, { why: 'Wrong company' });
    expect((await undo()).status).toBe(303);
    expect((await undo()).status).toBe(409);
    const [record] = await EmployerArrival.find({ enrollmentId: team.enrollment._id }).lean();
    expect(record).toMatchObject({ stands: false, undone: { by: 'Sue', why: 'Wrong company' } });
    expect((await desk.browser.get(page(team))).text).toContain('Wrong company');
    await mark();
    expect(await EmployerArrival.countDocuments({ enrollmentId: team.enrollment._id })).toBe(2);
  });

  it('lists teams by state, finds them by name, and says who is late with whom to call', async () => {
    const here = await aFair();
    const { browser } = await harness.pairDevice(here, 'supervisor');
    const contact = { name: 'Cora Contact', email: 'c@e.example', phone: '404 555 0199' };
    await anEmployer(here, harness.deps, { employerName: 'Lanier Partners', contact });
    const came = await anEmployer(here, harness.deps, { employerName: 'Albany Clinic' });
    await browser.post(`/desk/${here.slug}/employer-arrivals`, {
      enrollmentId: String(came.enrollment._id),
    });
    const { text } = await browser.get(list(here));
    expect(text).toMatch(/1 team is late.*Lanier Partners.*Cora Contact.*404 555 0199/s);
    expect(text).toMatch(/Expected: 1.*Arrived, setting up: 1.*Albany Clinic/s);
    const found = (await browser.get(`${list(here)}?q=alb`)).text;
    expect(found).toContain('Albany Clinic');
    expect(found).not.toContain('Lanier');
    const state = await browser.getJson(`${list(here)}/state.json?q=lan`);
    expect(state.body).toMatchObject({ seq: expect.any(Number) });
    expect(state.body.html).toContain('Lanier Partners');
    expect(state.body.html).not.toContain('Albany');
    const figures = await countDashboard(String(here._id), harness.deps);
    expect(figures).toMatchObject({ employersHere: 1, employersExpected: 2 });
  });

  it('tells every supervisor that something changed', async () => {
    const team = await aTeam('Loud Arrival');
    const other = await harness.pairDevice(fair, 'supervisor', 'Help');
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: other.browser.cookieHeader() },
    });
    sockets.push(socket);
    const room = { room: 'public', fairId: String(fair._id) };
    await socket.timeout(2000).emitWithAck('room:join', room);
    const hint = new Promise((resolve) => socket.once('booths:changed', resolve));
    await desk.browser.post(page(team), { version: '0', step: 'save' });
    await hint;
    const { body } = await other.browser.getJson(`${list()}/state.json?q=loud`);
    expect(body.html).toMatch(/Arrived, setting up: 1/);
  });

  it('is the supervisors’ alone, and of this fair', async () => {
    const team = await aTeam('Closed Doors');
    const steward = await harness.pairDevice(fair, 'steward', 'East 1');
    const elsewhere = await harness.pairDevice(await aFair(), 'supervisor');
    for (const { browser } of [steward, elsewhere]) {
      expect((await browser.get(page(team))).status).toBe(403);
      expect((await browser.post(page(team), { version: '0' })).status).toBe(403);
      expect((await browser.getJson(`${list()}/state.json`)).status).toBe(403);
    }
    const foreign = await anEmployer(await aFair(), harness.deps);
    expect((await desk.browser.get(page(foreign))).status).toBe(404);
    expect((await desk.browser.post(page(foreign), { version: '0' })).status).toBe(404);
    expect((await desk.browser.post(page(team), { added: 'x'.repeat(1001) })).status).toBe(422);
    expect(await standing(team)).toBeNull();
  });
});

describe('a team that is late', () => {
  const days = [{ date: '2031-05-01', opens: '09:00', closes: '15:00' }];
  const fair = { days, timeZone: 'America/New_York' } as FairFields;
  const at = (time: string) => new Date(`2031-05-01T${time}-04:00`);

  it.each([
    ['08:44:59', false],
    ['08:45:00', true],
    ['12:00:00', true],
    ['14:59:59', true],
    ['15:00:00', false],
  ])('at %s: %s', (time, late) => {
    expect(isLateAt(fair, at(time))).toBe(late);
  });

  it('is nobody on a day without a fair, and sooner when the clock runs faster', () => {
    const other = new Date('2031-05-02T12:00:00Z');
    expect([isLateAt(fair, other), lateFrom(fair, other), lateInMs(fair, other)]).toEqual([
      false,
      null,
      null,
    ]);
    expect(lateInMs(fair, at('08:35:00'), 60)).toBe(10_000);
    expect(lateInMs(fair, at('09:35:00'))).toBe(0);
  });
});
