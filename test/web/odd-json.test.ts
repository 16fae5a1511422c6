import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Account } from '../../server/accounts/account-model.ts';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { Zone } from '../../server/checkins/zone-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { scanAt, scanOf } from '../checkins/door-support.ts';
import { fieldNames, postPaths } from '../support/every-form.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

const nested = (depth: number, open: string, close: string) =>
  open.repeat(depth) + '1' + close.repeat(depth);

/** A body that is no form at all, whatever route it is sent to. */
const noForms: [string, string][] = [
  ['an empty list', '[]'],
  ['a list of numbers', '[1]'],
  ['a list of forms', '[{"code":"ABCD2345","nonce":"n"}]'],
  ['null', 'null'],
  ['a number', '5'],
  ['a text', '"text"'],
  ['a yes', 'true'],
  ['half a form', '{"code":'],
  ['a deep list', nested(20_000, '[', ']')],
  ['a deep form', nested(10, '{"a":', '}')],
  ['a deep list in a form', `{"scans":${nested(20_000, '[', ']')}}`],
];

/** Of every field at once. */
const values: unknown[] = [
  [],
  [null],
  {},
  { a: { b: { c: {} } } },
  [[[[1]]]],
  null,
  5,
  1e300,
  true,
];

describe('JSON that no page of ours would send', () => {
  let harness: Harness;
  let fair: FairFields;
  let everybody: Visitor;
  let kiosk: Visitor;
  let known: Record<string, string>;
  beforeAll(async () => {
    harness = await startHarness({ config: { trustProxy: 1 } });
    const { deps } = harness;
    fair = await aFair({ deskQuestions: [{ question: 'school', required: true }] as never });
    const person = { email: 'all@team.example', name: 'All At Once' };
    const { _id } = await findOrMakeAccount(person, deps.now());
    await Account.updateOne({ _id }, { owner: true });
    const graduate = await aGraduate(fair, deps, {
      accountId: _id,
      email: person.email,
      school: '',
    });
    const employer = await anEmployer(fair, deps);
    await Representative.updateOne({ _id: employer.representativeId }, { accountId: _id });
    const east = await harness.pairDevice(fair, 'supervisor');
    const { scanId = '' } = await scanAt(east, scanOf(graduate.badge.token), harness);
    const zone = await Zone.create({ fairId: fair._id, name: 'Clinic', addedAt: new Date() });
    const signedIn = await harness.signInAs(_id);
    const visits = `/fairs/${fair.slug}/enrollments/${String(employer.enrollment._id)}/visits`;
    const met = await signedIn.post(visits, { code: graduate.badge.token });
    const visit = await Visit.findOne({ registrationId: graduate._id }).lean().orFail();
    expect(met.status).toBe(303);
    known = {
      slug: fair.slug,
      enrollmentId: String(employer.enrollment._id),
      registrationId: String(graduate._id),
      holderId: String(graduate._id),
      zoneId: String(zone._id),
      visitId: String(visit._id),
      scanId,
    };
    everybody = signedIn.setCookie('fairbridge_device', east.browser.cookie('fairbridge_device')!);
    kiosk = (await harness.pairDevice(fair, 'kiosk', 'Lobby')).browser;
  });
  afterAll(() => harness.stop());

  let count = 0;
  /** Each from an address of its own, so that none waits as part of a flood. */
  const send = (path: string, body: string, accept: string) =>
    (path.includes('/kiosk') ? kiosk : everybody)
      .postParts(path)
      .set('X-Forwarded-For', `10.2.${(count += 1) >> 8}.${count & 255}`)
      .set('Accept', accept)
      .type('json')
      .send(body);
  const ofTheDay = () => {
    const isUndo = (path: string) => Number(path.endsWith('/undone'));
    return postPaths(harness, known)
      .filter((path) => /^\/desk\/|\/visits|\/zones|\/scan/.test(path))
      .sort((a, b) => isUndo(a) - isUndo(b));
  };

  it.each(noForms)('is refused as unreadable when it is %s', async (_what, body) => {
    const answers = new Map<string, unknown>();
    for (const path of postPaths(harness, known)) {
      const { status, text } = await send(path, body, 'text/html');
      answers.set(path, [status, /<h1>(.*)<\/h1>/.exec(text)?.[1]]);
    }
    const unreadable = [400, 'That request could not be read'];
    expect([...answers].filter(([, got]) => String(got) !== String(unreadable))).toEqual([]);
  });

  it('is told so in JSON to a script', async () => {
    for (const path of ofTheDay())
      expect([path, (await send(path, '[]', 'application/json')).body]).toEqual([
        path,
        { status: 400, error: expect.stringContaining('send it again') },
      ]);
  });

  it('is refused by its size and its letters before it is read', async () => {
    const large = JSON.stringify({ code: 'a'.repeat(66_000) });
    for (const path of ofTheDay()) {
      const odd = everybody
        .postParts(path)
        .set('Content-Type', 'application/json; charset=klingon');
      const statuses = [
        (await send(path, large, 'text/html')).status,
        (await odd.send('{}')).status,
      ];
      expect([path, ...statuses]).toEqual([path, 413, 415]);
    }
  });

  it('breaks nothing where things are found, whatever stands in the fields', async () => {
    const names = fieldNames().filter((name) => name !== '_csrf');
    const broken: string[] = [];
    for (const path of ofTheDay())
      for (const value of values)
        for (const accept of ['text/html', 'application/json']) {
          const fields = Object.fromEntries(names.map((name) => [name, value]));
          for (const body of [{}, fields, { ...fields, revision: 0, nonce: `n${count}` }]) {
            const { status } = await send(path, JSON.stringify(body), accept);
            if (status >= 500) broken.push(`${path} ${JSON.stringify(value)} ${status}`);
          }
        }
    expect(broken).toEqual([]);
    expect((await everybody.get(`/desk/${fair.slug}`)).status).toBe(200);
  });
});
