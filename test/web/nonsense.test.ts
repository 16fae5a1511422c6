import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { Account } from '../../server/accounts/account-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { fieldNames, postPaths } from '../support/every-form.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

const values: unknown[] = [
  'x',
  '9'.repeat(400),
  ['x', 'y'],
  '0123456789abcdef01234567',
  '2026-02-31',
  { a: { b: 1 } },
  [{ a: 1 }],
  null,
  -1,
];

describe('nonsense in every form', () => {
  let harness: Harness;
  let fair: FairFields;
  let enrollmentId: string;
  let everybody: Visitor;
  beforeAll(async () => {
    harness = await startHarness({ config: { trustProxy: 1 } });
    const { deps } = harness;
    fair = await aFair();
    const person = { email: 'all@team.example', name: 'All At Once' };
    const { _id } = await findOrMakeAccount(person, deps.now());
    await Account.updateOne({ _id }, { owner: true });
    await aGraduate(fair, deps, { accountId: _id, email: person.email });
    const employer = await anEmployer(fair, deps);
    enrollmentId = String(employer.enrollment._id);
    await Representative.updateOne({ _id: employer.representativeId }, { accountId: _id });
    const [signedIn, east] = [
      await harness.signInAs(_id),
      await harness.pairDevice(fair, 'supervisor'),
    ];
    everybody = signedIn.setCookie('fairbridge_device', east.browser.cookie('fairbridge_device')!);
  });
  afterAll(() => harness.stop());

  it('is refused or overlooked, and breaks nothing', async () => {
    const names = fieldNames();
    expect(names.length).toBeGreaterThan(50);
    const broken: string[] = [];
    let count = 0;
    for (const each of postPaths(harness, { slug: fair.slug, enrollmentId }))
      for (const value of values) {
        const body = Object.fromEntries(names.map((name) => [name, value]));
        delete body._csrf;
        // Each from an address of its own, so that none waits as part of a flood.
        const from = `10.1.${(count += 1) >> 8}.${count & 255}`;
        const browser = everybody.postParts(each).set('X-Forwarded-For', from);
        const answer = await browser.set('Accept', 'text/html').send(body);
        if (answer.status >= 500) broken.push(`${each} ${JSON.stringify(value)}`);
      }
    expect(broken).toEqual([]);
    expect((await everybody.get(`/fairs/${fair.slug}/settings`)).status).toBe(200);
  });
});
