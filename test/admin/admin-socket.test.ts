import { statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { adminAddress } from '../../server/admin/admin-address.ts';
import { adminSocket, type AdminSocket } from '../../server/admin/admin-socket.ts';
import { askServer } from '../../server/admin/ask-server.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { runLink } from './run-link.ts';

describe('asking a running server for a sign-in link', () => {
  let harness: Harness;
  let admin: AdminSocket;
  const folder = () => harness.deps.config.dataDir;
  const ask = (email: string) => askServer(folder(), { ask: 'sign-in-link', email });

  beforeAll(async () => {
    harness = await startHarness();
    admin = await adminSocket(harness.deps);
    await findOrMakeAccount({ email: 'ada@uni.example', name: 'Ada' }, harness.deps.now());
  });
  afterAll(async () => {
    await admin.close();
    await harness.stop();
  });

  it('gives a link that signs one browser in once', async () => {
    const answer = await ask(' Ada@Uni.example ');
    if (!answer?.ok) throw new Error('no link');
    const link = new URL(answer.url).pathname;
    const browser = harness.visitor();

    expect((await browser.get(link)).text).toContain('Sign in');
    const entered = await browser.post(link);
    expect([entered.status, entered.headers.location]).toEqual([303, '/home']);
    expect(browser.cookie('fairbridge_session')).toBeDefined();

    expect((await harness.visitor().get(link)).status).toBe(404);
  });

  it('makes no link for somebody who is not known', async () => {
    const answer = await ask('nobody@uni.example');
    expect(answer).toEqual({
      ok: false,
      sentence: 'Nobody here has the address nobody@uni.example.',
    });
  });

  it.each(['', 'null', '{"ask":"everything"}', '{"ask":"sign-in-link","email":{"$ne":1}}', 'x'])(
    'refuses %j',
    async (line) => {
      expect(JSON.parse(await say(`${line}\n`))).toMatchObject({ ok: false });
    },
  );

  it('hears no endless line', async () => {
    expect(JSON.parse(await say('x'.repeat(5000)))).toMatchObject({ ok: false });
  });

  it('is open to its own user alone', () => {
    if (process.platform === 'win32') return;
    const { mode } = statSync(path.join(folder(), 'admin.sock'));
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  it('leaves the socket to a server that is there already', async () => {
    const second = await adminSocket(harness.deps);
    await second.close();
    expect(await ask('ada@uni.example')).toMatchObject({ ok: true });
  });

  it('takes over what a killed server left, and is gone after it closed', async () => {
    await admin.close();
    expect(await ask('ada@uni.example')).toBeNull();
    writeFileSync(path.join(folder(), 'admin.sock'), '');
    admin = await adminSocket(harness.deps);
    expect(await ask('ada@uni.example')).toMatchObject({ ok: true });
  });

  it('prints a link from the command line while the server runs', async () => {
    const { status, out } = await runLink(['ada@uni.example'], folder());
    expect(status).toBe(0);
    const link = /http:\/\/\S+/.exec(out)![0];
    expect(out).toMatch(/within 30 minutes/);
    const entered = await harness.visitor().post(new URL(link).pathname);
    expect(entered.status).toBe(303);
  });

  function say(sent: string): Promise<string> {
    const { address, close } = adminAddress(folder());
    return new Promise((resolve, reject) => {
      const socket = net.connect(address, () => socket.write(sent));
      let heard = '';
      socket.setEncoding('utf8').on('data', (piece: string) => (heard += piece));
      socket.once('error', reject).once('end', () => {
        close();
        resolve(heard);
      });
    });
  }
});
