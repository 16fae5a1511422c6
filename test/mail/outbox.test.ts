import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { Account } from '../../server/accounts/account-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMail } from '../../server/mail/queue-mail.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

describe('the outbox', () => {
  let harness: Harness;
  let owner: Visitor;
  beforeAll(async () => {
    harness = await startHarness();
    owner = await harness.signIn('owner');
  });
  afterAll(() => harness.stop());

  let count = 0;
  /** Queues a mail of this fair and waits until the worker has set it aside: there is no SMTP server here. */
  async function aMail(fair: Pick<FairFields, '_id'>, to = `graduate-${(count += 1)}@uni.example`) {
    const key = `notice:${(count += 1)}`;
    const data = { askedBy: 'Olu <Owner>' };
    await queueMail(
      { key, to, template: 'test-message', kind: 'service', fairId: fair._id, data },
      harness.deps,
    );
    return settled(key);
  }
  async function aSignInMail() {
    const key = `sign-in:${(count += 1)}`;
    const expiresAt = new Date(harness.deps.now().getTime() + 1_800_000);
    const link = { url: 'https://fair.example/sign-in/SECRET', expiresAt };
    await queueMail(
      { key, to: 'x@uni.example', template: 'sign-in', kind: 'sign-in', data: {}, link },
      harness.deps,
    );
    return settled(key);
  }
  async function settled(key: string): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const mail = await OutboxMail.findOne({ key, state: 'kept' }).lean();
      if (mail) return String(mail._id);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the worker did not set it aside');
  }

  it('shows organizers the mail of their fair and nobody else’s', async () => {
    const [fair, other] = [await aFair(), await aFair()];
    const mine = await aMail(fair, 'mine@uni.example');
    const theirs = await aMail(other, 'theirs@uni.example');
    const organizer = await harness.signIn('organizer', fair);

    const list = await organizer.get(`/fairs/${fair.slug}/outbox`);

    expect(list.status).toBe(200);
    expect(list.text).toContain('This installation sends no email');
    expect(list.text).toContain('mine@uni.example');
    expect(list.text).not.toContain('theirs@uni.example');
    expect((await organizer.get(`/fairs/${fair.slug}/outbox/${mine}`)).status).toBe(200);
    expect((await organizer.get(`/fairs/${fair.slug}/outbox/${theirs}`)).status).toBe(404);
    expect((await organizer.get(`/fairs/${fair.slug}/outbox/${theirs}/html`)).status).toBe(404);
  });

  it('is closed to everybody else', async () => {
    const fair = await aFair();
    const id = await aMail(fair);
    const paths = [`/fairs/${fair.slug}/outbox`, `/fairs/${fair.slug}/outbox/${id}/html`];
    const stranger = await harness.signIn('organizer', await aFair());
    const organizer = await harness.signIn('organizer', fair);

    for (const path of paths) {
      expect((await stranger.get(path)).status).toBe(404);
      expect((await harness.visitor().get(path)).status).toBe(303);
    }
    for (const path of ['/outbox', `/outbox/${id}`, '/outbox/templates', '/outbox/templates/badge'])
      expect((await organizer.get(path)).status).toBe(404);
    expect((await stranger.post(`/fairs/${fair.slug}/outbox/${id}/cancellation`)).status).toBe(404);
    expect((await organizer.post(`/outbox/${id}/cancellation`)).status).toBe(404);
    expect(await OutboxMail.findById(id).lean()).toMatchObject({ state: 'kept' });
  });

  it('shows a mail’s HTML at an address of its own that can run nothing', async () => {
    const fair = await aFair();
    const id = await aMail(fair);
    const organizer = await harness.signIn('organizer', fair);

    const page = await organizer.get(`/fairs/${fair.slug}/outbox/${id}`);
    const html = await organizer.get(`/fairs/${fair.slug}/outbox/${id}/html`);

    expect(page.text).toContain(`src="/fairs/${fair.slug}/outbox/${id}/html"`);
    expect(page.text).toContain('Olu &lt;Owner&gt; sent this');
    expect(html.headers['content-security-policy']).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
    );
    expect(html.text).toContain('Olu &lt;Owner&gt; sent this');
  });

  it('shows a sign-in mail to the owner alone, while no mail is sent', async () => {
    const fair = await aFair();
    const id = await aSignInMail();
    const organizer = await harness.signIn('organizer', fair);

    const page = await owner.get(`/outbox/${id}`);

    expect(page.text).toContain('https://fair.example/sign-in/SECRET');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect((await owner.get('/outbox')).text).not.toContain('SECRET');
    for (const path of [`/outbox/${id}`, `/fairs/${fair.slug}/outbox/${id}`])
      expect((await organizer.get(path)).status).toBe(404);
    expect((await organizer.get(`/fairs/${fair.slug}/outbox`)).text).not.toContain('x@uni.example');
  });

  it('filters by state and by the beginning of an address', async () => {
    const fair = await aFair();
    const [ada] = [await aMail(fair, 'ada@uni.example'), await aMail(fair, 'adam@uni.example')];
    await aMail(fair, 'bo@uni.example');
    const organizer = await harness.signIn('organizer', fair);
    await organizer.post(`/fairs/${fair.slug}/outbox/${ada}/cancellation`);
    const list = async (query: string) =>
      [
        ...(await organizer.get(`/fairs/${fair.slug}/outbox?${query}`)).text.matchAll(
          /data-label="To">([^<]+)</g,
        ),
      ].map((match) => match[1]);

    expect(await list('address=ADA')).toEqual(['ada@uni.example', 'adam@uni.example']);
    expect(await list('address=ada&state=kept')).toEqual(['adam@uni.example']);
    expect(await list('state=canceled')).toEqual(['ada@uni.example']);
    expect(await list('state=nonsense')).toHaveLength(3);
    expect(await list('address=%24ne')).toEqual([]);
  });

  it('pages through many, each once', async () => {
    const fair = await aFair();
    const rows = Array.from({ length: 120 }, (_, n) => ({
      ...{ key: `page:${n}`, fairId: fair._id, to: `p${n}@uni.example`, template: 'test-message' },
      ...{ data: { askedBy: 'Olu' }, kind: 'service', priority: 1, state: 'sent' },
      ...{ nextAttemptAt: new Date(), messageId: `m${n}`, createdAt: new Date() },
    }));
    await OutboxMail.insertMany(rows);
    const organizer = await harness.signIn('organizer', fair);

    const seen: string[] = [];
    let path: string | undefined = `/fairs/${fair.slug}/outbox?state=sent`;
    while (path) {
      const page: string = (await organizer.get(path)).text;
      seen.push(...[...page.matchAll(/data-label="To">([^<]+)</g)].map((match) => match[1]!));
      path = /rel="next" href="([^"]+)"/
        .exec(page)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=');
    }

    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('cancels once, and sends nothing again while there is no server', async () => {
    const fair = await aFair();
    const id = await aMail(fair);
    const organizer = await harness.signIn('organizer', fair);
    const at = `/fairs/${fair.slug}/outbox/${id}`;

    expect((await organizer.post(`${at}/retries`)).status).toBe(409);
    expect((await organizer.post(`${at}/cancellation`)).status).toBe(303);
    expect((await organizer.post(`${at}/cancellation`)).status).toBe(409);
    expect(await OutboxMail.findById(id).lean()).toMatchObject({ state: 'canceled' });
  });

  it('lets the owner see how each mail looks and send one to themselves', async () => {
    const list = await owner.get('/outbox/templates');
    expect(list.text).toContain('href="/outbox/templates/enrollment-wait-listed"');
    expect((await owner.get('/outbox/templates/badge')).text).toContain('K7QM-2XPR');
    expect(
      (await owner.get('/outbox/templates/badge/html')).headers['content-security-policy'],
    ).toMatch(/^sandbox;/);
    expect((await owner.get('/outbox/templates/nothing')).status).toBe(404);
    const { _id, email } = await findOrMakeAccount(
      { email: 'olu@team.example', name: 'Olu' },
      harness.deps.now(),
    );
    await Account.updateOne({ _id }, { owner: true });

    const sent = await (await harness.signInAs(_id)).post('/outbox/test-messages');

    expect(sent.status).toBe(303);
    expect(await harness.mailTo(email)).toMatchObject({
      template: 'test-message',
      data: { askedBy: 'Olu' },
    });
  });
});
