import { mailSamples } from '../../server/mail/mail-samples.ts';
import { mailWorker, type MailWorker } from '../../server/mail/mail-worker.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMail } from '../../server/mail/queue-mail.ts';
import { smtpTransport } from '../../server/mail/smtp-transport.ts';
import { openMailStore, type MailStore } from './mail-store.ts';
import { catchMail, partOf, SmtpRefusal, type SmtpCatcher } from './smtp-catcher.ts';

const HOUR = 3_600_000;

describe('sending mail', () => {
  let store: MailStore;
  let smtp: SmtpCatcher;
  let worker: MailWorker;
  beforeAll(async () => {
    store = await openMailStore();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.empty();
    smtp = await catchMail();
    worker = mailWorker({
      deps: store.deps,
      transport: smtpTransport(smtp.url),
      workerId: 'one',
      idleMs: 60_000,
    });
  });
  afterEach(async () => {
    await worker.stop();
    await smtp.stop();
  });

  const test = (to: string, key = `test:${to}`) =>
    queueMail(
      { key, to, template: 'test-message', kind: 'service', data: { askedBy: 'Olu <Owner>' } },
      store.deps,
    );
  const work = async () => {
    worker.wake();
    await worker.settled();
  };

  it('delivers a mail as HTML and text and keeps what the server said', async () => {
    expect(await test(' Ada@Uni.Example ')).toBe('queued');

    await work();

    expect(smtp.caught.map((mail) => mail.to)).toEqual(['ada@uni.example']);
    const { raw } = smtp.caught[0]!;
    expect(raw).toMatch(/^Subject: Mail from Fairbridge works\r?$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(raw).not.toMatch(/^List-Unsubscribe/m);
    expect(partOf(raw, 'text/html')).toContain('Olu &lt;Owner&gt; sent this');
    expect(partOf(raw, 'text/plain')).toContain('Olu <Owner> sent this');
    expect(await store.mailTo('ada@uni.example')).toMatchObject({
      state: 'sent',
      attempts: 1,
      lastReply: '250 queued as 1',
      leaseOwner: null,
      settledAt: expect.any(Date),
    });
  });

  it('queues a key once, however often and whoever asks', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => test('ada@uni.example', 'same')));

    await work();

    expect(answers.sort()).toEqual(['already-queued', 'already-queued', 'queued']);
    expect(await test('ada@uni.example', 'same')).toBe('already-queued');
    expect(smtp.caught).toHaveLength(1);
  });

  it('tries a greylisted mail again, with the same Message-ID, until it is taken', async () => {
    smtp.answer = () => new SmtpRefusal(450, '4.7.1 Greylisted, come back in five minutes');
    await test('ada@uni.example');

    await work();
    const waiting = await store.mailTo('ada@uni.example');
    smtp.answer = () => null;
    await work();
    expect(smtp.caught).toHaveLength(0);
    store.pass(HOUR);
    await work();

    expect(waiting).toMatchObject({ state: 'queued', attempts: 1 });
    expect(waiting.lastReply).toContain('450 4.7.1 Greylisted');
    const wait = waiting.nextAttemptAt.getTime() - waiting.createdAt.getTime();
    expect(wait).toBeGreaterThan(4 * 60_000);
    expect(await store.mailTo('ada@uni.example')).toMatchObject({ state: 'sent', attempts: 2 });
    expect(smtp.caught[0]!.raw).toContain(`Message-ID: <${waiting.messageId}@fairbridge.example>`);
  });

  it('gives up after the last wait', async () => {
    smtp.answer = () => new SmtpRefusal(452, '4.2.2 Mailbox full');
    await test('ada@uni.example');

    for (let attempt = 0; attempt < 10; attempt += 1) {
      await work();
      store.pass(24 * HOUR);
    }

    expect(smtp.asked).toHaveLength(8);
    expect(await store.mailTo('ada@uni.example')).toMatchObject({ state: 'failed', attempts: 8 });
  });

  it('takes a refusal as final and keeps the server’s words', async () => {
    smtp.answer = () => new SmtpRefusal(554, '5.7.1 We do not like this');
    await test('ada@uni.example');

    await work();
    store.pass(24 * HOUR);
    await work();

    expect(smtp.asked).toHaveLength(1);
    expect(await store.mailTo('ada@uni.example')).toMatchObject({
      state: 'failed',
      lastReply: '554 5.7.1 We do not like this',
    });
  });

  it('waits for a server that is away, without trying every mail in vain', async () => {
    const { port } = smtp;
    await smtp.stop();
    for (let n = 0; n < 40; n += 1) await test(`graduate-${n}@uni.example`);

    await work();
    expect(await OutboxMail.countDocuments({ lastReply: '' })).toBeGreaterThan(30);
    const tried = await OutboxMail.findOne({ lastReply: /ECONNREFUSED/ }).lean();
    expect(tried).toMatchObject({ state: 'queued' });
    smtp = await catchMail(port);
    store.pass(HOUR);
    await work();

    expect(smtp.caught).toHaveLength(40);
    expect(await OutboxMail.countDocuments({ state: 'sent' })).toBe(40);
  });

  it('fails a mail that cannot be drawn rather than sending it with a hole', async () => {
    await test('ada@uni.example');
    await OutboxMail.updateOne({ to: 'ada@uni.example' }, { data: { askedFor: 'x' } });

    await work();

    expect(smtp.asked).toHaveLength(0);
    const mail = await store.mailTo('ada@uni.example');
    expect(mail.state).toBe('failed');
    expect(mail.lastReply).toContain('askedBy');
  });

  it('attaches the picture of a badge’s code where the HTML shows it', async () => {
    const data = mailSamples.badge;
    await queueMail(
      { key: 'badge:1', to: 'ada@uni.example', template: 'badge', kind: 'service', data },
      store.deps,
    );

    await work();

    const { raw } = smtp.caught[0]!;
    expect(raw).toMatch(/^Content-Type: image\/png; name=badge\.png\r?$/im);
    expect(raw).toMatch(/^Content-Id: <badge-qr@fairbridge>\r?$/im);
    expect(raw.replace(/\s/g, '')).toContain(data.qrPngBase64);
    expect(partOf(raw, 'text/html')).toContain('src="cid:badge-qr@fairbridge"');
  });

  it('lets a sign-in mail overtake the bulk mail that is claimed already', async () => {
    let open = () => {};
    smtp.gate = new Promise((resolve) => (open = resolve));
    for (let n = 0; n < 40; n += 1) await test(`graduate-${n}@uni.example`);
    await OutboxMail.updateMany({}, { kind: 'bulk', priority: 2 });
    worker.wake();
    while (smtp.asked.length < 5) await new Promise((resolve) => setTimeout(resolve, 10));
    const expiresAt = new Date(store.deps.now().getTime() + HOUR);
    const link = { url: 'https://fair.example/sign-in/secret', expiresAt };
    const signIn = { key: 'sign-in:1', to: 'owner@uni.example', kind: 'sign-in', link } as const;
    await queueMail({ ...signIn, template: 'sign-in', data: {} }, store.deps);

    worker.wake();
    while ((await OutboxMail.countDocuments({ kind: 'sign-in', state: 'sending' })) === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    open();
    await worker.settled();

    const place = smtp.caught.findIndex((mail) => mail.to === 'owner@uni.example');
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(10);
    expect(smtp.caught).toHaveLength(41);
  });
});
