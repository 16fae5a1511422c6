import { mailWorker } from '../../server/mail/mail-worker.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMail, queueMails, type MailMessage } from '../../server/mail/queue-mail.ts';
import { smtpTransport } from '../../server/mail/smtp-transport.ts';
import { Suppression } from '../../server/mail/suppression-model.ts';
import { isSuppressed, suppress } from '../../server/mail/suppression.ts';
import { readUnsubscribeToken, unsubscribeToken } from '../../server/mail/unsubscribe-token.ts';
import { openMailStore, type MailStore } from './mail-store.ts';
import { catchMail, partOf, SmtpRefusal, type SmtpCatcher } from './smtp-catcher.ts';

const followUp = (to: string, key = `follow-up:1:${to}`): MailMessage<'follow-up'> => ({
  key,
  to,
  template: 'follow-up',
  kind: 'bulk',
  data: { subject: 'Thank you', paragraphs: ['Hello <Ada>'], fair: 'Spring Fair' },
});
const service = (to: string): MailMessage<'test-message'> => ({
  key: `test:${to}`,
  to,
  template: 'test-message',
  kind: 'service',
  data: { askedBy: 'Olu' },
});

describe('addresses that take no bulk mail', () => {
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

  async function sendAll() {
    const worker = mailWorker({
      deps: store.deps,
      transport: smtpTransport(smtp.url),
      workerId: 'one',
    });
    worker.wake();
    await worker.settled();
    await worker.stop();
  }

  it('carry the postal address and two ways out, in bulk mail only', async () => {
    await queueMail(followUp('ada@uni.example'), store.deps);

    await sendAll();

    const { raw } = smtp.caught[0]!;
    const unfolded = raw.replace(/\r?\n[ \t]+/g, ' ');
    const token = unsubscribeToken(store.deps.secrets.unsubscribeKey, 'ada@uni.example');
    const url = `https://fair.example/unsubscribe/${token}`;
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect(unfolded).toContain(`List-Unsubscribe: <${url}>`);
    expect(partOf(raw, 'text/html')).toContain(`href="${url.replaceAll('=', '&#x3D;')}"`);
    expect(partOf(raw, 'text/html')).toContain('1 Test Street, Atlanta, GA');
    expect(partOf(raw, 'text/html')).toContain('Hello &lt;Ada&gt;');
    expect(partOf(raw, 'text/plain')).toContain(url);
    expect(partOf(raw, 'text/plain')).toContain('1 Test Street, Atlanta, GA');
    expect(partOf(raw, 'text/plain')).toContain('Hello <Ada>');
  });

  it('get none that is queued later, and none that waited already, but everything else', async () => {
    await queueMail(followUp('ada@uni.example', 'before'), store.deps);
    await suppress('Ada@uni.example ', 'unsubscribed', store.deps);

    expect(await queueMail(followUp('ada@uni.example', 'after'), store.deps)).toBe('suppressed');
    const many = [followUp('ada@uni.example', 'bulk'), followUp('bo@uni.example')];
    expect(await queueMails(many, store.deps)).toEqual({
      queued: 1,
      alreadyQueued: 0,
      suppressed: 1,
    });
    await queueMail(service('ada@uni.example'), store.deps);
    await sendAll();

    const got = smtp.caught.map(({ to, raw }) => `${to} ${/^Subject: (.*?)\r?$/m.exec(raw)?.[1]}`);
    expect(got.sort()).toEqual([
      'ada@uni.example Mail from Fairbridge works',
      'bo@uni.example Thank you',
    ]);
    const kept = await OutboxMail.find({ state: 'suppressed' }).lean();
    expect(kept.map((mail) => mail.key).sort()).toEqual(['after', 'before', 'bulk']);
  });

  it('are those that a server says are no mailbox', async () => {
    smtp.answer = (to) =>
      to.startsWith('gone') ? new SmtpRefusal(550, '5.1.1 No such user') : null;
    await queueMail(service('gone@uni.example'), store.deps);
    await queueMail(followUp('ada@uni.example'), store.deps);

    await sendAll();
    await queueMail(followUp('gone@uni.example'), store.deps);
    await sendAll();

    expect(smtp.asked.sort()).toEqual(['ada@uni.example', 'gone@uni.example']);
    expect(await isSuppressed('gone@uni.example', store.deps)).toBe(true);
    expect(await isSuppressed('ada@uni.example', store.deps)).toBe(false);
  });

  it('are not those whose server refuses the text or the sender', async () => {
    smtp.answer = () => new SmtpRefusal(550, '5.7.1 Blocked for spam');
    await queueMail(service('ada@uni.example'), store.deps);

    await sendAll();

    expect((await store.mailTo('ada@uni.example')).state).toBe('failed');
    expect(await isSuppressed('ada@uni.example', store.deps)).toBe(false);
  });

  it('stay unsubscribed when they bounce, and are kept as a keyed hash only', async () => {
    await Promise.all([1, 2, 3].map(() => suppress('ada@uni.example', 'bounced', store.deps)));
    await suppress('ada@uni.example', 'unsubscribed', store.deps);
    await suppress('ada@uni.example', 'bounced', store.deps);

    const rows = await Suppression.find().lean();
    expect(rows).toMatchObject([{ why: 'unsubscribed' }]);
    expect(JSON.stringify(rows)).not.toContain('ada');
  });
});

describe('the token of an unsubscribe link', () => {
  const key = Buffer.alloc(32, 7);
  const token = unsubscribeToken(key, 'Ada@Uni.Example');

  it('is the same forever, says nothing of the address and fits into a path', () => {
    expect(unsubscribeToken(key, ' ada@uni.example')).toBe(token);
    expect(token).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
    expect(readUnsubscribeToken(key, token)).toBe(token.slice(0, 22));
  });

  it.each([
    ['of another installation', unsubscribeToken(Buffer.alloc(32, 8), 'ada@uni.example')],
    ['with its end changed', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['with its beginning changed', `x${token.slice(1)}`],
    ['cut off', token.slice(0, 22)],
    ['that is empty', ''],
  ])('is refused when it is one %s', (_what, wrong) => {
    expect(readUnsubscribeToken(key, wrong)).toBeNull();
  });
});
