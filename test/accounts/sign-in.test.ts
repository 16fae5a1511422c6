import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Account } from '../../server/accounts/account-model.ts';
import { firstOwnerLink } from '../../server/accounts/first-owner-link.ts';
import { SignInLink } from '../../server/accounts/sign-in-link-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { Session } from '../../server/web/session-model.ts';
import { hashOf } from '../../server/web/tokens.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

describe('signing in by link', () => {
  let harness: Harness;
  let now = Date.now();
  beforeAll(async () => {
    harness = await startHarness({ now: () => new Date(now) });
  });
  afterAll(() => harness.stop());

  let count = 0;
  async function anAccount() {
    const email = `person-${(count += 1)}@example.example`;
    await Account.create({ email, name: 'Pat', createdAt: new Date() });
    return email;
  }

  async function linkFor(browser: Visitor, email: string, next = '/home'): Promise<string> {
    expect((await browser.post('/sign-in', { email, next })).headers.location).toBe(
      '/sign-in/sent',
    );
    await harness.deps.background.settled();
    const mail = await OutboxMail.findOne({ to: email }).sort({ _id: -1 }).lean().orFail();
    return new URL(mail.link!.url).pathname;
  }

  it('signs in the browser that asked, by one button, once', async () => {
    const email = await anAccount();
    const browser = harness.visitor();
    const link = await linkFor(browser, email, '/account/sessions');

    const page = await browser.get(link);
    expect(page.text).toContain('Press the button');
    expect(await Session.countDocuments({})).toBe(0);
    const used = await browser.post(link);
    expect([used.status, used.headers.location]).toEqual([303, '/account/sessions']);
    expect((await browser.get('/account/sessions')).status).toBe(200);
    expect((await browser.post(link)).status).toBe(404);
  });

  it('shows six digits elsewhere, which sign in the browser that asked', async () => {
    const email = await anAccount();
    const desktop = harness.visitor();
    const phone = harness.visitor();
    const link = await linkFor(desktop, email);

    const shown = await phone.post(link);
    const code = /class="code">(\d{6})</.exec(shown.text)?.[1];
    expect(phone.cookie('fairbridge_session')).toBeUndefined();

    expect(
      (await desktop.post('/sign-in/code', { code: code === '000000' ? '111111' : '000000' }))
        .status,
    ).toBe(422);
    expect((await desktop.post('/sign-in/code', { code })).status).toBe(303);
    expect(desktop.cookie('fairbridge_session')).toBeDefined();
    expect((await phone.post('/sign-in/code', { code })).status).toBe(422);
  });

  it('ends a link after five wrong codes', async () => {
    const email = await anAccount();
    const desktop = harness.visitor();
    const shown = await harness.visitor().post(await linkFor(desktop, email));
    const code = /class="code">(\d{6})</.exec(shown.text)![1]!;
    const wrong = code === '123456' ? '654321' : '123456';
    for (let i = 0; i < 5; i += 1) await desktop.post('/sign-in/code', { code: wrong });
    expect((await desktop.post('/sign-in/code', { code })).status).toBe(422);
  });

  it('answers an unknown address as a known one, and mails nothing', async () => {
    const known = await harness.visitor().post('/sign-in', { email: await anAccount() });
    const unknown = await harness.visitor().post('/sign-in', { email: 'nobody@example.example' });
    expect([unknown.status, unknown.headers.location]).toEqual([
      known.status,
      known.headers.location,
    ]);
    await harness.deps.background.settled();
    expect(await OutboxMail.countDocuments({ to: 'nobody@example.example' })).toBe(0);
    expect(await SignInLink.countDocuments({ email: 'nobody@example.example' })).toBe(1);
  });

  it('allows five links in ten minutes per account, and again afterwards', async () => {
    const email = await anAccount();
    const ask = () => harness.visitor().post('/sign-in', { email });
    for (let i = 0; i < 5; i += 1) expect((await ask()).status).toBe(303);
    expect((await ask()).status).toBe(429);
    now += 11 * 60_000;
    expect((await ask()).status).toBe(303);
  });

  it('is over after thirty minutes', async () => {
    const browser = harness.visitor();
    const link = await linkFor(browser, await anAccount());
    now += 31 * 60_000;
    expect((await browser.post(link)).status).toBe(404);
  });

  it('never leads to another site', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'evil']) {
      const browser = harness.visitor();
      const link = await linkFor(browser, await anAccount(), next);
      expect((await browser.post(link)).headers.location).toBe('/home');
    }
  });

  it('keeps only hashes, and drops sessions that are ended, idle or old', async () => {
    const email = await anAccount();
    const browser = harness.visitor();
    await browser.post(await linkFor(browser, email));
    const token = browser.cookie('fairbridge_session')!;
    expect(await Session.countDocuments({ tokenHash: hashOf(token) })).toBe(1);
    expect(await Session.countDocuments({ tokenHash: token })).toBe(0);
    expect((await browser.get('/home')).status).toBe(200);
    now += 12 * 3_600_000 + 1;
    expect((await browser.get('/home')).status).toBe(303);
  });

  it('lists sessions and ends another one', async () => {
    const email = await anAccount();
    const [one, two] = [harness.visitor(), harness.visitor()];
    await one.post(await linkFor(one, email));
    await two.post(await linkFor(two, email));
    expect((await one.get('/account/sessions')).text.match(/This one/g)).toHaveLength(1);
    await one.post('/account/sessions/others/ended');
    expect((await two.get('/account/sessions')).status).toBe(303);
    expect((await one.get('/account/sessions')).status).toBe(200);
    expect((await one.post('/sign-out')).status).toBe(303);
    expect((await one.get('/account/sessions')).status).toBe(303);
  });

  it('makes the first owner once', async () => {
    const link = new URL((await firstOwnerLink(harness.url, harness.deps.now()))!).pathname;
    const browser = harness.visitor();
    expect((await browser.post(link, { name: '', email: 'x' })).status).toBe(422);
    expect(
      (await browser.post(link, { name: 'Olu Owner', email: 'olu@example.example' })).headers
        .location,
    ).toBe('/fairs/new');
    expect((await browser.get('/fairs/new')).status).toBe(200);
    expect(
      (await harness.visitor().post(link, { name: 'Eve', email: 'eve@example.example' })).status,
    ).toBe(404);
    expect(await firstOwnerLink(harness.url, harness.deps.now())).toBeNull();
  });
});
