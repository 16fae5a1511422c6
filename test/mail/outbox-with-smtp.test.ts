import { OutboxMail, type MailState } from '../../server/mail/outbox-mail-model.ts';
import { queueMail } from '../../server/mail/queue-mail.ts';
import { isSuppressed } from '../../server/mail/suppression.ts';
import request from 'supertest';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { catchMail, SmtpRefusal, type SmtpCatcher } from './smtp-catcher.ts';

describe('an installation that sends email', () => {
  let harness: Harness;
  let smtp: SmtpCatcher;
  beforeAll(async () => {
    smtp = await catchMail();
    harness = await startHarness({ config: { smtpUrl: smtp.url } });
  });
  afterAll(async () => {
    await harness.stop();
    await smtp.stop();
  });

  async function inState(key: string, state: MailState): Promise<string> {
    for (let tries = 0; tries < 300; tries += 1) {
      const mail = await OutboxMail.findOne({ key, state }).lean();
      if (mail) return String(mail._id);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${key} did not become ${state}`);
  }

  it('sends a failed mail again when an organizer asks', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    smtp.answer = () => new SmtpRefusal(554, '5.7.1 Not now <b>');
    const message = {
      template: 'test-message',
      kind: 'service',
      data: { askedBy: 'Olu' },
    } as const;
    await queueMail(
      { key: 'again', to: 'ada@uni.example', fairId: fair._id, ...message },
      harness.deps,
    );
    const id = await inState('again', 'failed');
    const list = await organizer.get(`/fairs/${fair.slug}/outbox?state=failed`);
    smtp.answer = () => null;

    const answer = await organizer.post(`/fairs/${fair.slug}/outbox/${id}/retries`);

    expect(list.text).toContain('554 5.7.1 Not now &lt;b&gt;');
    expect(list.text).not.toContain('sends no email');
    expect(answer.status).toBe(303);
    await inState('again', 'sent');
    expect((await organizer.post(`/fairs/${fair.slug}/outbox/${id}/retries`)).status).toBe(409);
    expect(smtp.caught.map((mail) => mail.to)).toEqual(['ada@uni.example']);
  });

  it('shows the text of a sign-in mail to nobody', async () => {
    const owner = await harness.signIn('owner');
    const expiresAt = new Date(Date.now() + 1_800_000);
    await queueMail(
      {
        key: 'sign-in:1',
        to: 'bo@uni.example',
        template: 'sign-in',
        kind: 'sign-in',
        data: {},
        link: { url: `${harness.url}/sign-in/SECRET`, expiresAt },
      },
      harness.deps,
    );
    const id = await inState('sign-in:1', 'sent');

    const page = await owner.get(`/outbox/${id}`);

    expect(page.text).toContain('not shown while this installation sends email');
    expect(page.text).not.toContain('SECRET');
    expect(page.text).not.toContain('<iframe');
    expect((await owner.get(`/outbox/${id}/html`)).status).toBe(404);
  });

  it('offers to send what was kept before, and does so on one press', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const rows = ['kept:1', 'kept:2'].map((key) => ({
      ...{ key, fairId: fair._id, to: `${key}@uni.example`, template: 'test-message' },
      ...{ data: { askedBy: 'Olu' }, kind: 'service', priority: 1, state: 'kept' },
      ...{ nextAttemptAt: new Date(), messageId: key, createdAt: new Date() },
    }));
    await OutboxMail.insertMany(rows);

    expect((await organizer.get(`/fairs/${fair.slug}/outbox`)).text).toContain(
      '2 mails kept in the last three days',
    );
    expect((await organizer.post(`/fairs/${fair.slug}/outbox/kept/retries`)).status).toBe(303);

    await inState('kept:1', 'sent');
    await inState('kept:2', 'sent');
  });

  describe('the link out of every bulk mail', () => {
    const bulk = async (to: string): Promise<string> => {
      const data = { subject: 'Thank you', paragraphs: ['Hello'], fair: 'Spring Fair' };
      const key = `follow-up:${to}`;
      await queueMail({ key, to, template: 'follow-up', kind: 'bulk', data }, harness.deps);
      await inState(key, 'sent');
      const raw = smtp.caught.find((mail) => mail.to === to)!.raw.replace(/\r?\n[ \t]+/g, ' ');
      return new URL(/^List-Unsubscribe: <([^>]+)>/m.exec(raw)![1]!).pathname;
    };

    it('stops them by one post without cookie or token, as mail programs send it', async () => {
      const path = await bulk('cy@uni.example');

      const answer = await request(harness.url)
        .post(path)
        .type('form')
        .send('List-Unsubscribe=One-Click');

      expect(answer.status).toBe(200);
      expect(await isSuppressed('cy@uni.example', harness.deps)).toBe(true);
      const again = await request(harness.url).post(path);
      expect(again.status).toBe(200);
    });

    it('changes nothing when it is only opened, and can be taken back', async () => {
      const path = await bulk('di@uni.example');
      const visitor = harness.visitor();

      const opened = await visitor.get(path);
      expect(opened.text).toContain('Stop these messages');
      expect(opened.headers['referrer-policy']).toBe('no-referrer');
      expect(await isSuppressed('di@uni.example', harness.deps)).toBe(false);
      await visitor.post(path, { choice: 'stop' });
      expect(await isSuppressed('di@uni.example', harness.deps)).toBe(true);
      expect((await visitor.get(path)).text).toContain('Send them again after all');
      await visitor.post(path, { choice: 'resume' });

      expect(await isSuppressed('di@uni.example', harness.deps)).toBe(false);
    });

    it('refuses a link that was made up', async () => {
      const path = await bulk('ed@uni.example');
      const wrong = `${path.slice(0, -2)}xx`;

      expect((await request(harness.url).post(wrong)).status).toBe(404);
      expect((await request(harness.url).get(wrong)).status).toBe(404);
      expect(await isSuppressed('ed@uni.example', harness.deps)).toBe(false);
    });
  });
});
