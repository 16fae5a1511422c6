import { X509Certificate } from 'node:crypto';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHarness, type Harness } from '../support/harness.ts';

describe('the page that hands out the local authority', () => {
  let harness: Harness;
  let authority: string;
  let httpPort: number;
  beforeAll(async () => {
    harness = await startHarness({ config: { localTls: { httpPort: 0 } } });
    ({ authority, httpPort } = harness.deps.trust!);
  });
  afterAll(() => harness.stop());

  const plain = (path: string, headers = {}) =>
    ask(http.get({ host: '127.0.0.1', port: httpPort, path, headers }));
  const trusted = (path: string) =>
    ask(https.get({ host: '127.0.0.1', port: harness.running.port, path, ca: authority }));

  it('serves HTTPS that a program with the authority believes', async () => {
    expect(harness.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
    const live = await trusted('/health/live');
    expect([live.status, live.body]).toEqual([200, '{"status":"ok"}']);
    // Else no other server could use localhost over plain HTTP in that browser.
    expect(live.headers['strict-transport-security']).toBeUndefined();
  });

  it.each(['plain', 'trusted'])(
    'shows steps and fingerprint to who is not trusted yet: %s',
    async (way) => {
      const page = await (way === 'plain' ? plain : trusted)('/trust');
      expect(page.status).toBe(200);
      expect(page.body).toContain(
        new X509Certificate(authority).fingerprint256.replaceAll(':', ' '),
      );
      for (const device of ['Android', 'Certificate Trust Settings', 'Windows'])
        expect(page.body).toContain(device);
    },
  );

  it('opens the steps of the device that asks', async () => {
    const phone = await plain('/trust', { 'user-agent': 'Mozilla/5.0 (Linux; Android 15)' });
    expect(phone.body).toContain('<details class="card" open><summary>Android');
    expect(phone.body).toContain('<details class="card" ><summary>iPhone');
  });

  it('gives the certificate without its key', async () => {
    const file = await plain('/trust/fairbridge.crt');
    expect(file.headers['content-type']).toBe('application/x-x509-ca-cert');
    const read = new X509Certificate(file.bytes);
    expect(read.fingerprint256).toBe(new X509Certificate(authority).fingerprint256);
    expect(authority).not.toContain('PRIVATE');
  });

  it('gives a profile with the same certificate', async () => {
    const file = await plain('/trust/fairbridge.mobileconfig');
    expect(file.headers['content-type']).toMatch(/^application\/x-apple-aspen-config/);
    const data = /<data>(.*)<\/data>/.exec(file.body)?.[1] ?? '';
    expect(new X509Certificate(Buffer.from(data, 'base64')).toString()).toBe(authority);
  });

  it('sends everything else to HTTPS under the host that was asked for', async () => {
    const { status, headers } = await plain('/desk/pair/abc?x=1', { host: 'fair-box.local:3001' });
    const { port } = harness.running;
    expect([status, headers.location]).toEqual([
      302,
      `https://fair-box.local:${port}/desk/pair/abc?x=1`,
    ]);
    const odd = await plain('/', { host: 'a.example/path' });
    expect([odd.status, odd.headers.location]).toEqual([422, undefined]);
  });
});

describe('without a local authority', () => {
  it('has nothing to hand out', async () => {
    const harness = await startHarness();
    expect((await harness.visitor().get('/trust')).status).toBe(404);
    expect((await harness.visitor().get('/trust/fairbridge.crt')).status).toBe(404);
    await harness.stop();
  });
});

async function ask(request: http.ClientRequest) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return { status: response.statusCode, headers: response.headers, bytes, body: bytes.toString() };
}
