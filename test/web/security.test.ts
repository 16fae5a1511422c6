import request from 'supertest';
import { firstOwnerLink } from '../../server/accounts/first-owner-link.ts';
import { newToken, sign } from '../../server/web/tokens.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join(';');

const cookiesOf = (answer: { headers: Record<string, unknown> }): string[] =>
  (answer.headers['set-cookie'] as string[] | undefined) ?? [];

describe('headers of an installation on plain HTTP', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it.each(['/', '/sign-in', '/health/live', '/no-such-page'])(
    'let %s run nothing but our own files',
    async (path) => {
      const { headers } = await harness.visitor().get(path);
      expect(headers['content-security-policy']).toBe(POLICY);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  it('stand on pages that need no more than that', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const paths = ['', '/map', '/registrations/new', '/settings', '/dashboard', '/floor'];
    const pages = ['/', '/sign-in', '/home', ...paths.map((path) => `/fairs/${fair.slug}${path}`)];
    for (const path of pages) {
      const page = await organizer.get(path);
      expect([path, page.status]).toEqual([path, page.status < 400 ? page.status : 200]);
      const tags = page.text.match(/<[a-z][^>]*>/gi) ?? [];
      const bare = tags.filter((tag) =>
        /^<(style|script(?![^>]*\ssrc=)(?![^>]*type="application\/json"))/i.test(tag),
      );
      expect([path, bare]).toEqual([path, []]);
      expect([path, tags.filter((tag) => /\s(style|on[a-z]+)=/i.test(tag))]).toEqual([path, []]);
      const addresses = tags.flatMap(
        (tag) => /\s(?:src|href)="(https?:[^"]*)"/i.exec(tag)?.[1] ?? [],
      );
      expect([path, addresses.filter((each) => !each.startsWith(harness.url))]).toEqual([path, []]);
    }
  });

  it('keep cookies from scripts and other sites', async () => {
    const [browser] = cookiesOf(await request(harness.url).get('/sign-in'));
    expect(browser).toMatch(/^fairbridge_browser=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('believe no stranger who says that the line is safe', async () => {
    const answer = await request(harness.url).get('/sign-in').set('X-Forwarded-Proto', 'https');
    expect(cookiesOf(answer)[0]).not.toMatch(/__Host-|Secure/);
  });

  it('let the address of a secret page out to nobody and into no cache', async () => {
    for (const path of ['sign-in', 'first-owner', 'badge', 'unsubscribe', 'desk/pair']) {
      const { headers } = await harness.visitor().get(`/${path}/${newToken()}`);
      expect([path, headers['referrer-policy'], headers['cache-control']]).toEqual([
        path,
        'no-referrer',
        'no-store',
      ]);
    }
  });
});

describe('an installation behind a proxy that speaks HTTPS', () => {
  let harness: Harness;
  beforeAll(async () => {
    const config = { trustProxy: 1, publicUrl: 'https://fair.example.org' };
    harness = await startHarness({ config });
  });
  afterAll(() => harness.stop());

  const overHttps = (method: 'get' | 'post', path: string, cookies = '') => {
    const browser = request(`http://127.0.0.1:${harness.running.port}`);
    return browser[method](path).set({ 'X-Forwarded-Proto': 'https', Cookie: cookies });
  };

  it('insists on HTTPS', async () => {
    const { headers } = await overHttps('get', '/');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('binds every cookie to the host and to HTTPS', async () => {
    const [browser] = cookiesOf(await overHttps('get', '/sign-in'));
    expect(browser).toMatch(
      /^__Host-fairbridge_browser=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('takes a session by its bound cookie alone', async () => {
    const id = newToken();
    const link = new URL((await firstOwnerLink('http://fair', harness.deps.now()))!).pathname;
    const answer = await overHttps('post', link, `__Host-fairbridge_browser=${id}`)
      .set('X-CSRF-Token', sign(harness.deps.secrets.session, 'csrf', id, ''))
      .type('form')
      .send({ name: 'Olu Owner', email: 'olu@example.example' });
    const session = cookiesOf(answer).find((line) => line.includes('fairbridge_session'))!;
    expect(session).toMatch(/^__Host-fairbridge_session=[\w-]{22}; Max-Age=604800; Path=\//);
    expect(session).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);

    const token = /=([\w-]{22});/.exec(session)![1];
    const page = (cookie: string) => overHttps('get', '/fairs/new', cookie);
    expect((await page(`__Host-fairbridge_session=${token}`)).status).toBe(200);
    // Somebody on the line could have put the plain one there.
    expect((await page(`fairbridge_session=${token}`)).status).toBe(303);
  });
});
