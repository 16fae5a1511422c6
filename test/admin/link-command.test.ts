import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { startHarness } from '../support/harness.ts';
import { runLink } from './run-link.ts';

describe('the link command', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-link-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([[[]], [['not-an-address']], [['a@b.example', 'more']]])(
    'says how it is used when given %j',
    async (given) => {
      const { status, errors } = await runLink(given, folder);
      expect([status, errors.trim()]).toEqual([
        2,
        'Name one email address: npm run link -- ada@example.org',
      ]);
    },
  );

  it('says where it looked when there is no installation', async () => {
    const { status, errors } = await runLink(['ada@uni.example'], folder);
    expect(status).toBe(1);
    expect(errors).toContain(`There is no installation in ${folder}`);
  });

  it('says so when a server runs that cannot be asked, and names nobody unknown', async () => {
    if (process.env.TEST_MONGODB_URI) return;
    const harness = await startHarness({ config: { dataDir: path.join(folder, 'data') } });
    await findOrMakeAccount({ email: 'ada@uni.example' }, harness.deps.now());
    const locked = await runLink(['ada@uni.example'], path.join(folder, 'data'));
    expect(locked.status).toBe(1);
    expect(locked.errors).toContain('is in use by another process');
    await harness.running.stop();

    const free = await runLink(['nobody@uni.example'], path.join(folder, 'data'));
    expect([free.status, free.errors.trim()]).toEqual([
      1,
      'Nobody here has the address nobody@uni.example.',
    ]);
    const known = await runLink(['ada@uni.example'], path.join(folder, 'data'));
    expect(known.out).toMatch(/http:\/\/127\.0\.0\.1:3000\/sign-in\/[\w-]{22}/);
  });
});
