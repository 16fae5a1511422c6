import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../server/logger.ts';
import { localTls } from '../../server/tls/local-tls.ts';
import { lacksNames, namesFor, type MachineNames } from '../../server/tls/machine-names.ts';
import { home } from './tls-support.ts';

const DAY_MS = 86_400_000;
const log = createLogger('silent');

describe('the certificate that this machine makes for itself', () => {
  let folder: string;
  let today: Date;
  let names: MachineNames;
  const start = () => localTls(folder, { log, now: () => today, names: () => names });
  const kept = () => path.join(folder, 'tls');

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-local-tls-'));
    today = new Date();
    names = home;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once and kept where nobody else on the machine looks', async () => {
    const first = await start();
    const leaf = await first.current();
    const again = await start();
    expect(again.authority).toBe(first.authority);
    expect(await again.current()).toEqual(leaf);
    expect((await readdir(kept())).sort()).toEqual(['authority.pem', 'leaf.pem']);
    expect((await stat(kept())).mode & 0o777).toBe(0o700);
    for (const file of await readdir(kept()))
      expect((await stat(path.join(kept(), file))).mode & 0o777).toBe(0o600);
  });

  it('is made anew for a new address, by the same authority, and not for one that is gone', async () => {
    const local = await start();
    const first = await local.current();
    names = { names: ['localhost', 'box.local'], addresses: ['127.0.0.1', '::1', '192.168.7.9'] };
    const second = await local.current();
    expect(second).not.toEqual(first);
    const read = new X509Certificate(second.cert);
    for (const address of names.addresses) expect(read.checkIP(address)).toBe(address);
    expect(read.checkHost('box.local')).toBe('box.local');
    expect(read.verify(new X509Certificate(local.authority).publicKey)).toBe(true);
    names = home;
    expect(await local.current()).toEqual(second);
  });

  it('is made anew a month before its end; the authority only when its own is near', async () => {
    const first = await start();
    const leaf = await first.current();
    today = new Date(today.getTime() + 360 * DAY_MS);
    expect(await first.current()).toEqual(leaf);
    today = new Date(today.getTime() + 10 * DAY_MS);
    expect(await first.current()).not.toEqual(leaf);
    expect((await start()).authority).toBe(first.authority);
    today = new Date(today.getTime() + 1440 * DAY_MS);
    expect((await start()).authority).not.toBe(first.authority);
  });

  it('is one authority when two processes begin at the same moment', async () => {
    const all = await Promise.all([start(), start(), start()]);
    expect(new Set(all.map(({ authority }) => authority)).size).toBe(1);
  });

  it('replaces a leaf that somebody has broken', async () => {
    const local = await start();
    await local.current();
    await writeFile(path.join(kept(), 'leaf.pem'), 'nothing');
    const { cert } = await local.current();
    expect(new X509Certificate(cert).checkHost('localhost')).toBe('localhost');
  });
});

describe('what a machine is called', () => {
  const address = (text: string, internal = false) => ({ address: text, internal });

  it('is localhost, its name in .local and its private addresses, IPv4 first', () => {
    const eth0 = [address('fe80::1'), address('fd12::9'), address('192.168.7.9')];
    const wlan0 = [address('2001:db8::5'), address('203.0.113.7'), address('10.0.0.4')];
    const lo = [address('127.0.0.1', true), address('::1', true)];
    expect(namesFor('Fair-Box.campus.example', { lo, eth0, wlan0 })).toEqual({
      names: ['localhost', 'fair-box.local'],
      addresses: ['127.0.0.1', '::1', '192.168.7.9', '10.0.0.4', 'fd12::9'],
    });
  });

  it.each(['my_host', '-x', 'ö', ''])('leaves out %j, which no certificate takes', (host) => {
    expect(namesFor(host, {})).toEqual(home);
  });

  it('has changed when something is new', () => {
    expect(lacksNames(home, home)).toBe(false);
    expect(lacksNames(home, { ...home, addresses: ['127.0.0.1'] })).toBe(false);
    expect(lacksNames(home, { ...home, addresses: ['10.0.0.1'] })).toBe(true);
    expect(lacksNames(home, { ...home, names: ['box.local'] })).toBe(true);
  });
});
