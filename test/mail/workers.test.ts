import { Types } from 'mongoose';
import { claimMails } from '../../server/mail/claim-mails.ts';
import type { MailTransport } from '../../server/mail/mail-transport.ts';
import { mailWorker } from '../../server/mail/mail-worker.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMails, type MailMessage } from '../../server/mail/queue-mail.ts';
import { smtpTransport } from '../../server/mail/smtp-transport.ts';
import { openMailStore, type MailStore } from './mail-store.ts';
import { catchMail, type SmtpCatcher } from './smtp-catcher.ts';

const LEASE = 60_000;

describe('several workers on one outbox', () => {
  let store: MailStore;
  let smtp: SmtpCatcher;
  beforeAll(async () => {
    store = await openMailStore();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.empty();
    smtp = await catchMail();
  });
  afterEach(() => smtp.stop());

  const queue = (count: number) =>
    queueMails(
      Array.from({ length: count }, (_, n): MailMessage<'follow-up'> => ({
        key: `follow-up:1:${n}`,
        to: `graduate-${n}@uni.example`,
        template: 'follow-up',
        kind: 'bulk',
        batch: 'follow-up:1',
        data: { subject: 'Thank you', paragraphs: [`You were number ${n}.`], fair: 'Spring Fair' },
      })),
      store.deps,
    );
  const worker = (workerId: string, transport: MailTransport = smtpTransport(smtp.url)) =>
    mailWorker({ deps: store.deps, transport, workerId, idleMs: 60_000, leaseMs: LEASE });

  it('sends each of 400 mails exactly once between two of them', async () => {
    expect(await queue(400)).toEqual({ queued: 400, alreadyQueued: 0, suppressed: 0 });
    const workers = [worker('one'), worker('two')];

    for (const each of workers) each.wake();
    await Promise.all(workers.map((each) => each.settled()));
    await Promise.all(workers.map((each) => each.stop()));

    expect(smtp.caught).toHaveLength(400);
    expect(new Set(smtp.caught.map((mail) => mail.to)).size).toBe(400);
    expect(await OutboxMail.countDocuments({ state: 'sent', attempts: 1 })).toBe(400);
  }, 60_000);

  it('never claims a row twice, however many claim at once', async () => {
    await queue(100);

    const claims = await Promise.all(
      Array.from({ length: 12 }, () => claimMails(20, LEASE, store.deps.now())),
    );

    const ids = claims.flat().map((mail) => String(mail._id));
    expect(ids.length).toBeGreaterThanOrEqual(20);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('takes over what a dead worker had claimed, once its lease has run out', async () => {
    await queue(3);
    const [lost] = await claimMails(1, LEASE, store.deps.now());

    const early = worker('early');
    early.wake();
    await early.settled();
    await early.stop();
    expect(smtp.caught).toHaveLength(2);
    store.pass(LEASE + 1000);
    const late = worker('late');
    late.wake();
    await late.settled();
    await late.stop();

    expect(smtp.caught.map((mail) => mail.to)).toContain(lost!.to);
    expect(smtp.caught).toHaveLength(3);
    expect(await store.mailTo(lost!.to)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('does not let a worker that lost its lease overwrite what the next one did', async () => {
    await queue(1);
    let finish = () => {};
    const slow: MailTransport = {
      concurrency: 1,
      send: () => new Promise((_, reject) => (finish = () => reject(new Error('too late')))),
      close: () => {},
    };
    const stalled = worker('stalled', slow);
    stalled.wake();
    await until(async () => (await OutboxMail.countDocuments({ state: 'sending' })) === 1);
    store.pass(LEASE + 1000);
    const next = worker('next');
    next.wake();
    await next.settled();

    finish();
    await stalled.settled();
    await Promise.all([stalled.stop(), next.stop()]);

    expect(await store.mailTo('graduate-0@uni.example')).toMatchObject({ state: 'sent' });
  });

  it('gives back what it had claimed and not begun when it stops', async () => {
    await queue(20);
    let open = () => {};
    smtp.gate = new Promise((resolve) => (open = resolve));
    const stopping = worker('stopping');
    stopping.wake();
    await until(async () => smtp.asked.length === 5);

    const stopped = stopping.stop();
    open();
    await stopped;

    expect(smtp.caught).toHaveLength(5);
    expect(await OutboxMail.countDocuments({ state: 'queued', attempts: 0 })).toBe(15);
    expect(await OutboxMail.countDocuments({ state: 'sending' })).toBe(0);
  });

  it('tells the control room of each fair, once for what was written together', async () => {
    await queue(20);
    const fairId = new Types.ObjectId();
    await OutboxMail.updateMany({}, { fairId });
    const told: unknown[] = [];
    const live = { ...store.deps.live, fairChanged: (...said: unknown[]) => void told.push(said) };
    const transport = smtpTransport(smtp.url);
    const telling = mailWorker({ deps: { ...store.deps, live }, transport, workerId: 'one' });

    telling.wake();
    await telling.settled();
    await telling.stop();

    expect(told[0]).toEqual([String(fairId), ['mail']]);
    expect(told.length).toBeLessThan(20);
  });

  it('queues a thousand in bulk and again nothing of them', async () => {
    await queue(1000);
    expect(await queue(1003)).toEqual({ queued: 3, alreadyQueued: 1000, suppressed: 0 });
    const one = worker('one');

    one.wake();
    await one.settled();
    await one.stop();

    expect(smtp.caught).toHaveLength(1003);
    expect(await OutboxMail.countDocuments({ batch: 'follow-up:1', state: 'sent' })).toBe(1003);
  }, 60_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not come to that within four seconds');
}
