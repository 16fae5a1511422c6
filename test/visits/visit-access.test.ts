import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RepresentativeRole } from '../../server/employers/representative-model.ts';
import { aFair, anEmployer, type EnrolledEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';
import { aVisit, pathTo, withResume } from './booth-support.ts';

const reading = [
  'graduates',
  'graduates/:registration',
  'graduates/:registration/file',
  'visits',
  'visits/export.csv',
  'visits/:visit',
] as const;
const writing = [
  ['get', 'scan'],
  ['get', 'visits/:visit/consent'],
  ['post', 'visits'],
  ['post', 'visits/:visit'],
  ['post', 'visits/:visit/asked'],
  ['post', 'visits/:visit/consent'],
  ['post', 'graduates/:registration/asked'],
] as const;
const every = [...reading.map((page) => ['get', page] as const), ...writing];

describe('who may open an employer’s pages about graduates', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage(role: RepresentativeRole = 'owner') {
    const fair = await aFair();
    const employer = await anEmployer(fair, harness.deps, {}, role);
    const graduate = await withResume(fair, harness.deps, 'Epic', { name: 'Ada Secret' });
    const visit = await aVisit(employer, graduate, { note: 'Our note' });
    const page = (path: string, at: Pick<EnrolledEmployer, 'enrollment'> = employer, of = fair) =>
      pathTo(of, at, path)
        .replace(':registration', String(graduate._id))
        .replace(':visit', String(visit._id));
    return { fair, employer, page, own: await harness.signInAs(employer.accountId) };
  }
  const send = (browser: Visitor, method: 'get' | 'post', path: string) =>
    method === 'get' ? browser.get(path) : browser.post(path, { revision: '0', answer: 'yes' });

  it('opens every page to the employer’s own', async () => {
    const { own, page } = await stage();
    for (const path of reading)
      expect([path, (await own.get(page(path))).status]).toEqual([path, 200]);
    expect((await own.get(page('scan'))).status).toBe(200);
  });

  it('sends whoever is not signed in to sign in, and takes no form from them', async () => {
    const { page } = await stage();
    for (const [method, path] of every) {
      const { status, text } = await send(harness.visitor(), method, page(path));
      expect([path, status]).toEqual([path, method === 'get' ? 303 : 403]);
      expect(text).not.toContain('Ada Secret');
    }
  });

  it('hides everything from other employers, organizers, other fairs and strangers', async () => {
    const { fair, employer, own, page } = await stage();
    const elsewhere = await aFair();
    const rival = await anEmployer(fair, harness.deps);
    const others = [
      await harness.signInAs(rival.accountId),
      await harness.signIn('organizer', fair),
      await harness.signIn('organizer'),
    ];
    for (const [method, path] of every) {
      for (const other of others)
        expect([path, (await send(other, method, page(path))).status]).toEqual([path, 404]);
      const wrongFair = await send(own, method, page(path, employer, elsewhere));
      expect([path, wrongFair.status]).toEqual([path, 404]);
    }
  });

  it('keeps visits of one employer from another on that one’s own address', async () => {
    const { fair, page } = await stage();
    const rival = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(rival.accountId);
    for (const [method, path] of every.filter(([, each]) => each.includes(':visit')))
      expect((await send(browser, method, page(path, rival))).status).toBe(404);
    expect((await browser.get(page('visits', rival))).text).not.toContain('Ada Secret');
  });

  it('lets a viewer read and change nothing', async () => {
    const { own, page } = await stage('viewer');
    for (const path of reading)
      expect([path, (await own.get(page(path))).status]).toEqual([path, 200]);
    for (const [method, path] of writing)
      expect([path, (await send(own, method, page(path))).status]).toEqual([path, 404]);
    const visit = await own.get(page('visits/:visit'));
    expect(visit.text).toContain('Our note');
    expect(visit.text).not.toContain('<textarea');
  });

  it.each(['applied', 'wait-listed', 'declined', 'canceled'] as const)(
    'says no in words to an employer that is %s',
    async (state) => {
      const { fair, page } = await stage();
      const waiting = await anEmployer(fair, harness.deps, { state });
      const browser = await harness.signInAs(waiting.accountId);
      for (const [method, path] of every) {
        const { status, text } = await send(browser, method, page(path, waiting));
        expect([path, status]).toEqual([path, 403]);
        expect(text).toContain('employers that the organizer has accepted');
      }
    },
  );

  it('ends ninety days after the fair', async () => {
    const days = [{ date: '2020-03-02', opens: '09:00', closes: '15:00' }];
    const fair = await aFair({ days: days as never, state: 'closed' });
    const employer = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(employer.accountId);
    const { status, text } = await browser.get(pathTo(fair, employer, 'graduates'));
    expect(status).toBe(403);
    expect(text).toContain('ended 90 days after the fair');
  });

  it('knows no page for what is no id', async () => {
    const { own, employer, fair } = await stage();
    for (const page of ['visits/nothing', 'graduates/nothing', 'visits/0123456789abcdef01234567'])
      expect((await own.get(pathTo(fair, employer, page))).status).toBe(404);
  });
});
