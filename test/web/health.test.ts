import mongoose from 'mongoose';
import request from 'supertest';
import { openStore } from '../../server/database/connect.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMails, type MailMessage } from '../../server/mail/queue-mail.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const MINUTE = 60_000;
/** More than a worker claims at once, so that some wait whatever it does. */
const MANY = 200;

/** Puts mail into the outbox that has been waiting for some time, without waking the worker. */
async function queueLongAgo({ deps }: Harness, minutes: number): Promise<void> {
  const now = () => new Date(Date.now() - minutes * MINUTE);
  const mails = Array.from({ length: MANY }, (_, n): MailMessage<'follow-up'> => ({
    key: `follow-up:${minutes}:${n}`,
    to: `graduate-${n}@uni.example`,
    template: 'follow-up',
    kind: 'bulk',
    data: { subject: 'Thank you', paragraphs: ['Thank you.'], fair: 'Spring Fair' },
  }));
  await queueMails(mails, { now, mailQueued: () => {}, secrets: deps.secrets });
}

describe('health of an installation that sends mail', () => {
  let harness: Harness;
  beforeAll(async () => {
    // Nothing listens there.
    harness = await startHarness({ config: { smtpUrl: 'smtp://127.0.0.1:1' } });
  });
  afterAll(() => harness.stop());
  afterEach(() => OutboxMail.deleteMany({}));

  const ready = () => request(harness.url).get('/health/ready');

  it('says that the process answers', async () => {
    const answer = await request(harness.url).get('/health/live');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
  });

  it('says that store, mail and disk are well, to anybody and in figures alone', async () => {
    const answer = await ready();
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).toEqual({
      status: 'ok',
      store: { ok: true, ms: expect.any(Number) },
      mail: { ok: true, queued: 0, oldestSeconds: 0, failed: 0 },
      disk: { ok: true, freeBytes: expect.any(Number) },
    });
    expect(answer.body.disk.freeBytes).toBeGreaterThan(0);
  });

  it('stays ready while mail waits a little', async () => {
    await queueLongAgo(harness, 14);
    const answer = await ready();
    expect(answer.status).toBe(200);
    expect(answer.body.mail).toMatchObject({ ok: true, queued: MANY });
    expect(answer.body.mail.oldestSeconds).toBeGreaterThanOrEqual(14 * 60);
  });

  it('fails when mail has waited for more than a quarter of an hour', async () => {
    await queueLongAgo(harness, 16);
    const answer = await ready();
    expect([answer.status, answer.body.status]).toEqual([503, 'failing']);
    expect(answer.body.store.ok).toBe(true);
    expect(answer.body.mail.ok).toBe(false);
  });

  it('fails while the store is away, though the process answers', async () => {
    await mongoose.disconnect();
    const [live, answer] = [await request(harness.url).get('/health/live'), await ready()];
    await openStore(harness.deps.config);
    expect(live.status).toBe(200);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ status: 'failing', store: { ok: false } });
    expect((await ready()).status).toBe(200);
  });
});

describe('health of an installation without mail', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('does not mind mail that is kept, however old', async () => {
    await queueLongAgo(harness, 120);
    const answer = await request(harness.url).get('/health/ready');
    expect(answer.status).toBe(200);
    expect(answer.body.mail.ok).toBe(true);
  });
});
