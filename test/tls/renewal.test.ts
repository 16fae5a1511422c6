import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../../server/jobs/repeat.ts';
import type { Logger } from '../../server/logger.ts';
import { readCertificate, type Certificate } from '../../server/tls/certificate.ts';
import { followCertificate } from '../../server/tls/follow-certificate.ts';
import { httpServer, type AppServer } from '../../server/web/http-server.ts';
import { aCertificate, serialOf, shownAt, until } from './tls-support.ts';

describe('a certificate that is renewed on the disk', () => {
  let folder: string;
  let web: AppServer;
  let job: Job;
  let port: number;
  let first: Certificate;
  let logged: string[];

  const files = () => ({ cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') });
  const errors = () => logged.filter((line) => line.startsWith('error'));
  async function write({ cert, key }: Certificate) {
    await writeFile(files().key, key);
    await writeFile(files().cert, cert);
  }

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-tls-'));
    first = await aCertificate();
    await write(first);
    await follow();
  });
  afterEach(async () => {
    await job.stop();
    await web.close(100);
    await rm(folder, { recursive: true });
  });

  async function follow() {
    logged = [];
    const log = {
      info: (text: string) => logged.push(`info ${text}`),
      error: (_: object, text: string) => logged.push(`error ${text}`),
    } as unknown as Logger;
    const current = () => readCertificate(files());
    web = httpServer(first);
    port = await web.listen(0, '127.0.0.1');
    const server = web.server as https.Server;
    job = followCertificate({ server, inUse: first, current, log, everyMs: 20 });
  }

  it('is shown to new connections without a restart, and does not cut those that stand', async () => {
    const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false, maxSockets: 1 });
    const ask = () =>
      new Promise<number>((resolve, reject) => {
        https
          .get({ port, host: '127.0.0.1', agent }, (response) => {
            const { localPort = 0 } = response.socket;
            response.resume().once('end', () => resolve(localPort));
          })
          .once('error', reject);
      });
    const standing = await ask();
    expect(await shownAt(port)).toBe(serialOf(first));

    const second = await aCertificate();
    await write(second);
    await until(async () => (await shownAt(port)) === serialOf(second));
    expect(await ask()).toBe(standing);
    agent.destroy();
  });

  it('keeps the old one and says so once while a file is broken, then takes the whole one', async () => {
    await writeFile(files().cert, '-----BEGIN CERTIFICATE-----\nbroken\n');
    await until(() => errors().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(errors()).toEqual(['error the renewed certificate cannot be used: the old one stays']);
    expect(await shownAt(port)).toBe(serialOf(first));

    const second = await aCertificate();
    await write(second);
    await until(async () => (await shownAt(port)) === serialOf(second));
  });

  it('keeps the old one when the key belongs to another certificate, or is gone', async () => {
    await writeFile(files().key, (await aCertificate()).key);
    await until(() => errors().length === 1);
    expect(await shownAt(port)).toBe(serialOf(first));
    await rm(files().key);
    await until(() => errors().length === 2);
    expect(await shownAt(port)).toBe(serialOf(first));
  });

  it('keeps the old one while the key is being written, when it is there but empty', async () => {
    await writeFile(files().key, '');
    await until(() => errors().length === 1);
    expect(await shownAt(port)).toBe(serialOf(first));
  });

  it('follows a link that is turned to newer files', async () => {
    const second = await aCertificate();
    for (const [kind, text] of Object.entries(second)) {
      await writeFile(path.join(folder, `${kind}2.pem`), text as string);
      await symlink(`${kind}2.pem`, path.join(folder, `${kind}.new`));
      await rename(path.join(folder, `${kind}.new`), path.join(folder, `${kind}.pem`));
    }
    await until(async () => (await shownAt(port)) === serialOf(second));
    expect(logged).toContain('info the certificate was renewed');
  });

  it('does nothing as long as the files are the same', async () => {
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(logged).toEqual([]);
    expect(await shownAt(port)).toBe(serialOf(first));
  });
});
