import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { mounts } from '../../server/app.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import type { DeviceRole } from '../../server/checkins/device-model.ts';
import { Zone } from '../../server/checkins/zone-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { searchKeysOf } from '../../server/graduates/person-words.ts';
import { scanOf } from '../checkins/door-support.ts';
import { aFair, aGraduate, anEmployer, type EnrolledEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';

type Routes = { route?: { path: string; stack: { method: string }[] } }[];

const MARKUP = '<img src=x onerror=alert(1)>';
const person = {
  name: `Priva ${MARKUP} Tely`,
  preferredName: `Pri ${MARKUP}`,
  email: 'mailbox@hidden.example',
  phone: '404 555 0177',
  school: 'Veiled College',
  segment: 'career-changer',
  attention: `Ask for ${MARKUP}`,
};
const contact = { name: 'Clara Contact', email: 'clara@hidden.example', phone: '404 555 0188' };
/** What whoever only scans badges has no business with. */
const secrets = ['hidden.example', '0177', 'Veiled', 'career-changer', '0188', 'Clara'];

describe('what a device learns of people', () => {
  let harness: Harness;
  let fair: FairFields;
  let graduate: Awaited<ReturnType<typeof aGraduate>>;
  let employer: EnrolledEmployer;
  let zoneId: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    graduate = await aGraduate(fair, harness.deps, { ...person, searchKeys: searchKeysOf(person) });
    employer = await anEmployer(fair, harness.deps, { contact, employerName: `Ajax ${MARKUP}` });
    const named = { fairId: fair._id, name: `Clinic ${MARKUP}`, addedAt: new Date() };
    zoneId = String((await Zone.create(named))._id);
  });
  afterAll(() => harness.stop());

  async function pair(role: DeviceRole) {
    const paired = await harness.pairDevice(fair, role, `${role} desk`);
    await Desk.updateOne({ _id: paired.deskId }, { name: `${role} ${MARKUP}` });
    return paired;
  }

  /** Every page of the door that the device may open, and what its scans are answered, with the headers. */
  async function everything({ browser }: PairedBrowser, scans: string): Promise<string[]> {
    const answers = [];
    for (const { at, router } of mounts(harness.deps))
      for (const { route } of (router as unknown as { stack: Routes }).stack) {
        const path = route && at + route.path;
        if (
          !path?.startsWith('/desk/:slug') ||
          !route!.stack.some(({ method }) => method === 'get')
        )
          continue;
        const ids = { enrollmentId: String(employer.enrollment._id), zoneId };
        const place = path
          .replace(':slug', fair.slug)
          .replace(/:(\w+)/g, (_, name: 'zoneId') => ids[name] ?? String(graduate._id));
        answers.push(await browser.get(place), await browser.getJson(place));
      }
    for (const code of [graduate.badge.token, graduate.badge.short, employer.badge.short]) {
      const scan = { code, nonce: `html ${code}` };
      answers.push(await browser.post(`/desk/${fair.slug}${scans}`, scan));
      const json = browser.post(`/desk/${fair.slug}${scans}`, { ...scan, nonce: `json ${code}` });
      answers.push(await json.set('Accept', 'application/json'));
      answers.push(await browser.post(`/desk/${fair.slug}/zones/${zoneId}/passes`, scan));
    }
    return answers.map(
      ({ status, headers, text }) => `${status} ${JSON.stringify(headers)} ${text}`,
    );
  }

  async function overSocket({ browser }: PairedBrowser): Promise<string> {
    const socket = io(harness.url, {
      transports: ['websocket'],
      auth: { protocol: 1, as: 'device' },
      extraHeaders: { cookie: browser.cookieHeader() },
    });
    const heard: unknown[] = [];
    socket.onAny((...frame) => heard.push(frame));
    const ask = (event: string, message: object) =>
      socket.timeout(5000).emitWithAck(event, message);
    heard.push(await ask('room:join', { room: 'desks', fairId: String(fair._id) }));
    for (const code of [graduate.badge.token, employer.badge.token])
      heard.push(await ask('checkin:submit', scanOf(code)));
    await new Promise((resolve) => setTimeout(resolve, 400));
    socket.close();
    return JSON.stringify(heard);
  }

  /** Ids and tokens hold any four digits by chance. */
  const random = /\b(?=[\w-]*\d)[\w-]{16,}/g;
  const found = (answers: string[], words: string[]) => {
    const told = answers.map((answer) => answer.replaceAll(random, ''));
    return words.filter((word) => told.some((answer) => answer.includes(word)));
  };

  it('shows a steward names and what is said at the door, and nothing else of anybody', async () => {
    const steward = await pair('steward');
    const answers = [...(await everything(steward, '/checkins')), await overSocket(steward)];
    expect(found(answers, ['Pri ', 'Ask for ', 'Ajax'])).toHaveLength(3);
    expect(found(answers, [...secrets, 'Tely'])).toEqual([]);
  });

  it('shows a kiosk what somebody is called, and nothing else', async () => {
    const kiosk = await pair('kiosk');
    const answers = [...(await everything(kiosk, '/kiosk/checkins')), await overSocket(kiosk)];
    expect(found(answers, ['Pri '])).toHaveLength(1);
    expect(found(answers, [...secrets, 'Tely', 'Ask for', 'Ajax'])).toEqual([]);
  });

  it('takes names, desks and notes for text wherever they are shown or printed', async () => {
    const help = await pair('supervisor');
    const organizer = await harness.signIn('organizer', fair);
    const pages = await everything(help, '/checkins');
    pages.push((await help.browser.post(`/desk/${fair.slug}/search`, { q: 'priva' })).text);
    for (const path of ['desks', 'paper', 'paper/list', 'zones', 'dashboard', 'graduates'])
      pages.push((await organizer.get(`/fairs/${fair.slug}/${path}`)).text);
    expect(pages.filter((page) => page.includes('&lt;img')).length).toBeGreaterThan(20);
    expect(
      pages.filter((page) => !/^\d+ \{[^\n]*json/.test(page) && page.includes(MARKUP)),
    ).toEqual([]);
  });
});
