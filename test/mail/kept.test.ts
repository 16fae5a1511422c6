import { Types } from 'mongoose';
import { mailHealth } from '../../server/mail/mail-health.ts';
import { batchProgress, cancelBatch } from '../../server/mail/mail-batches.ts';
import type { MailTransport } from '../../server/mail/mail-transport.ts';
import { mailWorker } from '../../server/mail/mail-worker.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMail } from '../../server/mail/queue-mail.ts';
import { countFreshlyKept, retryMail, sendKeptMails } from '../../server/mail/outbox-actions.ts';
import { smtpTransport } from '../../server/mail/smtp-transport.ts';
import { openMailStore, type MailStore } from './mail-store.ts';
import { catchMail, partOf } from './smtp-catcher.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const fairId = new Types.ObjectId();

describe('mail of an installation that sends none, and secrets in rows', () => {
  let store: MailStore;
  beforeAll(async () => {
    store = await openMailStore();
  });
  afterAll(() => store.close());
  beforeEach(() => store.empty());

  const signIn = (to: string) =>
    queueMail(
      {
        key: `sign-in:${to}`,
        to,
        template: 'sign-in',
        kind: 'sign-in',
        fairId,
        data: { name: 'Ada' },
        link: {
          url: 'https://fair.example/sign-in/SECRET',
          expiresAt: new Date(store.deps.now().getTime() + 30 * MINUTE),
        },
      },
      store.deps,
    );
  const notice = (to: string, batch?: string) =>
    queueMail(
      {
        key: `notice:${to}`,
        to,
        template: 'test-message',
        kind: 'service',
        fairId,
        batch,
        data: { askedBy: 'Olu' },
      },
      store.deps,
    );
  async function run(transport?: MailTransport) {
    const worker = mailWorker({ deps: store.deps, transport, workerId: 'one' });
    worker.wake();
    await worker.settled();
    await worker.stop();
  }
  const withSmtp = () => ({
    ...store.deps,
    config: { ...store.deps.config, smtpUrl: 'smtp://127.0.0.1' },
  });

  it('keeps everything, and sends on request what is not too old once there is a server', async () => {
    await notice('old@uni.example');
    await run();
    store.pass(4 * DAY);
    await notice('ada@uni.example');
    await signIn('owner@uni.example');
    await run();
    expect(await OutboxMail.countDocuments({ state: 'kept' })).toBe(3);

    const smtp = await catchMail();
    await run(smtpTransport(smtp.url));
    expect(smtp.caught).toHaveLength(0);
    expect(await sendKeptMails(null, store.deps)).toBe(0);
    expect(await countFreshlyKept(fairId, store.deps.now())).toBe(1);
    store.pass(31 * MINUTE);
    expect(await sendKeptMails(null, withSmtp())).toBe(1);
    await run(smtpTransport(smtp.url));
    await smtp.stop();

    expect(smtp.caught.map((mail) => mail.to)).toEqual(['ada@uni.example']);
    expect((await store.mailTo('old@uni.example')).state).toBe('kept');
  });

  it('holds a sign-in link until the mail is sent, and no longer', async () => {
    const smtp = await catchMail();
    await signIn('owner@uni.example');
    expect((await store.mailTo('owner@uni.example')).link?.url).toContain('SECRET');
    expect((await store.mailTo('owner@uni.example')).fairId).toBeNull();

    await run(smtpTransport(smtp.url));
    await smtp.stop();

    expect(partOf(smtp.caught[0]!.raw, 'text/plain')).toContain('/sign-in/SECRET');
    const row = await store.mailTo('owner@uni.example');
    expect(row.state).toBe('sent');
    expect(JSON.stringify(row)).not.toContain('SECRET');
    expect(row).not.toHaveProperty('link');
  });

  it('drops a link that has expired and never sends it', async () => {
    await signIn('owner@uni.example');
    await run();
    store.pass(31 * MINUTE);
    await run();

    const row = await store.mailTo('owner@uni.example');
    expect(JSON.stringify(row)).not.toContain('SECRET');
    expect(await retryMail(row, withSmtp())).toBe('link expired');
    await OutboxMail.updateOne({ _id: row._id }, { state: 'queued' });
    const smtp = await catchMail();
    await run(smtpTransport(smtp.url));
    await smtp.stop();
    expect(smtp.asked).toHaveLength(0);
    expect((await store.mailTo('owner@uni.example')).lastReply).toContain('expired');
  });

  it('tells how the mail is doing', async () => {
    const smtp = await catchMail();
    expect(await mailHealth(store.deps.now())).toEqual({
      queued: 0,
      oldestSeconds: 0,
      failed: 0,
      sentLastHour: 0,
      lastSentAt: null,
    });
    await notice('ada@uni.example');
    await run(smtpTransport(smtp.url));
    await smtp.stop();
    await notice('bo@uni.example');
    store.pass(2 * MINUTE);

    const health = await mailHealth(store.deps.now());

    expect(health).toMatchObject({ queued: 1, failed: 0, sentLastHour: 1 });
    expect(health.oldestSeconds).toBeGreaterThanOrEqual(120);
    expect(health.oldestSeconds).toBeLessThan(130);
    expect(health.lastSentAt).toBeInstanceOf(Date);
    store.pass(60 * MINUTE);
    expect(await mailHealth(store.deps.now())).toMatchObject({ sentLastHour: 0 });
  });

  it('counts and cancels one sending to many', async () => {
    await notice('ada@uni.example', 'one');
    await notice('bo@uni.example', 'one');
    await notice('cy@uni.example', 'two');
    expect(await batchProgress('one')).toMatchObject({ total: 2, final: 0 });

    expect(await cancelBatch('one', store.deps)).toBe(2);
    expect(await batchProgress('one')).toMatchObject({
      total: 2,
      final: 2,
      states: { canceled: 2 },
    });
    expect(await batchProgress('two')).toMatchObject({ total: 1, final: 0 });
  });
});
