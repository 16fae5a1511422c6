import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { linkOfCode, makeLink } from '../../server/accounts/sign-in-links.ts';
import { Account } from '../../server/accounts/account-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { SignInLink } from '../../server/accounts/sign-in-link-model.ts';
import { hashOf } from '../../server/web/tokens.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('signing in and out, many times at once', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('compares five guesses of a link’s digits, however many are sent at once', async () => {
    const { _id: accountId } = await Account.create({
      email: 'pat@example.example',
      name: 'Pat',
      createdAt: new Date(),
    });
    const browserHash = hashOf('a browser');
    const link = { purpose: 'sign-in' as const, email: 'pat@example.example', browserHash };
    const { token } = await makeLink({ ...link, accountId }, new Date());
    const { _id } = await SignInLink.findOne({ tokenHash: hashOf(token) }).orFail();
    await SignInLink.updateOne({ _id }, { codeHash: hashOf(`${String(_id)}:000009`) });

    const codes = Array.from({ length: 20 }, (_, n) => String(n).padStart(6, '0'));
    const answers = await Promise.all(
      codes.map((code) => linkOfCode(browserHash, code, new Date())),
    );
    expect(answers.filter(Boolean)).toEqual([]);
    expect(await linkOfCode(browserHash, '000009', new Date())).toBeNull();
  });

  it('mails five links at most, however many are asked for at once', async () => {
    const email = 'sam@example.example';
    await Account.create({ email, name: 'Sam', createdAt: new Date() });
    await Promise.all(
      Array.from({ length: 12 }, () => harness.visitor().post('/sign-in', { email })),
    );
    await harness.deps.background.settled();
    expect(await OutboxMail.countDocuments({ to: email })).toBeLessThanOrEqual(5);
    expect(await SignInLink.countDocuments({ email })).toBeLessThanOrEqual(5);
  });

  it('cuts the live pages of the session that signs out at once', async () => {
    const fair = await aFair();
    const { enrollment, accountId } = await anEmployer(fair, harness.deps);
    const browser = await harness.signInAs(accountId);
    const socket = io(harness.url, {
      transports: ['websocket'],
      reconnection: false,
      auth: { protocol: 1 },
      extraHeaders: { cookie: browser.cookieHeader() },
    });
    try {
      const room = { room: 'employer', enrollmentId: String(enrollment._id) };
      expect(await socket.timeout(5000).emitWithAck('room:join', room)).toEqual({ ok: true });
      const cut = new Promise((resolve) => socket.once('disconnect', () => resolve('cut')));
      await browser.post('/sign-out').expect(303);
      const late = new Promise((resolve) => setTimeout(resolve, 3000, 'still there'));
      expect(await Promise.race([cut, late])).toBe('cut');
    } finally {
      socket.close();
    }
  });
});
