import { spawn } from 'node:child_process';
import path from 'node:path';
import { makePairing } from '../../server/checkins/pair-device.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { projectRoot } from '../../server/web/project-root.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('the example of a device', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('pairs itself by a link and scans what it is given', async () => {
    const fair = await aFair();
    const { badge } = await aGraduate(fair, harness.deps, { name: 'Ex Ample' });
    const desk = await Desk.create({ fairId: fair._id, name: 'Gate', addedAt: new Date() });
    const at = { fairId: fair._id, deskId: desk._id, role: 'steward' as const };
    const pairing = await makePairing(at, fair._id, harness.deps);
    const link = `${harness.url}/desk/pair/${pairing!.token}`;

    const first = await run(link, [badge.token, badge.short, 'nonsense']);
    expect(first.said).toBe(
      `${badge.token}\tok\tEx Ample\t\n${badge.short}\talready\tEx Ample\t\n` +
        'nonsense\tunknown\t\tNo badge of this fair has this code.\n',
    );
    expect(first.status).toBe(0);
    expect(await Scan.countDocuments({ deskId: desk._id })).toBe(3);
    const second = await run(link, []);
    expect([second.status, second.errors]).toEqual([
      1,
      expect.stringContaining('does not pair anything any more'),
    ]);
  }, 30_000);
});

function run(
  link: string,
  codes: string[],
): Promise<{ status: number | null; said: string; errors: string }> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const script = path.join(projectRoot, 'scripts/example-device.mjs');
  const child = spawn(process.execPath, [script, link], { env });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (said += String(piece)));
  child.stderr.on('data', (piece: Buffer) => (errors += String(piece)));
  child.stdin.end(codes.map((code) => `${code}\n`).join(''));
  return new Promise((resolve) => {
    child.once('close', (status) => resolve({ status, said, errors }));
  });
}
