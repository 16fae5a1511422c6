import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { newPage, openAs, startChromium, withChromium } from './support/browser.ts';

const certutil = ['/usr/bin/certutil', '/usr/local/bin/certutil'].find((each) => existsSync(each));
/** Skipped where certutil (libnss3-tools) is not installed: without it no authority can be installed. */
const withTrustStore = certutil ? withChromium : describe.skip;

withTrustStore('a service worker behind the local authority', () => {
  let harness: Harness;
  let home: string;
  let browser: Browser;
  const machine = `${hostname().toLowerCase().split('.')[0]}.local`;

  beforeAll(async () => {
    harness = await startHarness({ config: { localTls: { httpPort: 0 } } });
    home = await mkdtemp(path.join(tmpdir(), 'fairbridge-home-'));
  }, 60_000);
  afterEach(() => browser.close());
  afterAll(async () => {
    await harness.stop();
    await rm(home, { recursive: true, force: true });
  });

  const start = async () => {
    const args = [`--host-resolver-rules=MAP *.local 127.0.0.1`];
    browser = await startChromium({ home, args });
  };
  async function installAuthority() {
    const store = path.join(home, '.pki', 'nssdb');
    await mkdir(store, { recursive: true });
    await writeFile(path.join(home, 'ca.pem'), harness.deps.trust!.authority);
    const run = (...args: string[]) => execFileSync(certutil!, ['-d', `sql:${store}`, ...args]);
    run('-N', '--empty-password');
    run('-A', '-t', 'C,,', '-n', 'Fairbridge', '-i', path.join(home, 'ca.pem'));
  }
  /** The pre-flight page of a paired device, by the address that the server calls its own. */
  async function preflight(options: BrowserContextOptions = {}): Promise<Page> {
    const fair = await aFair();
    const { browser: device } = await harness.pairDevice(fair);
    const page = await newPage(await openAs(browser, harness, device, options));
    await page.goto(`/desk/${fair.slug}/preflight`);
    return page;
  }
  const at = (host: string) => `https://${host}:${harness.running.port}/trust`;

  it('does not register as long as nobody installed the authority, though the page claims to be secure', async () => {
    await start();
    const strict = await browser.newPage();
    await expect(strict.goto(at('localhost'))).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');

    const clickedThrough = await browser.newPage({ ignoreHTTPSErrors: true });
    await clickedThrough.goto(at('localhost'));
    expect(await clickedThrough.evaluate('isSecureContext')).toBe(true);
    expect(await register(clickedThrough, 'module')).toMatch(/SecurityError.*fetching the script/);
    expect(await register(clickedThrough, 'classic')).toMatch(/SSL certificate error/);
  }, 60_000);

  it('is missed by the pre-flight page of a device, which says why and what to do', async () => {
    await start();
    const page = await preflight({ ignoreHTTPSErrors: true });
    await page.locator('[data-check="secure"] .chip--go').waitFor();
    const row = page.locator('[data-check="worker"]');
    await row.locator('.chip--stop').waitFor();
    const text = await row.innerText();
    expect(text).toContain('does not trust this server’s certificate');
    expect(text).toContain(`:${harness.deps.trust!.httpPort}/trust`);
  }, 60_000);

  it('registers by every name of the certificate once it is installed, and by no other', async () => {
    await installAuthority();
    await start();
    for (const host of ['localhost', '127.0.0.1', machine]) {
      const page = await browser.newPage();
      await page.goto(at(host));
      expect([host, await register(page, 'module')]).toEqual([host, 'registered']);
    }
    const page = await preflight();
    for (const name of ['secure', 'worker', 'line'])
      await page.locator(`[data-check="${name}"] .chip--go`).waitFor();

    const other = await browser.newPage();
    await expect(other.goto(at('other.local'))).rejects.toThrow('ERR_CERT_COMMON_NAME_INVALID');
  }, 60_000);
});

/** Registers a script of the product, with the folder that it lies in as its scope. */
const register = (page: Page, type: 'module' | 'classic'): Promise<string> =>
  page.evaluate(`(async () => {
    const script = document.querySelector('script[src$="/js/page.js"]').src;
    const worker = script.replace('page.js', 'door-worker.js');
    try {
      await navigator.serviceWorker.register(worker, { type: '${type}' });
      return 'registered';
    } catch (error) {
      return String(error);
    }
  })()`);
