import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FollowUp } from '../../server/followups/follow-up-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { aFollowUp, anArrival, pageOf } from './follow-up-support.ts';

describe('writing a follow-up', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function stage() {
    const fair = await aFair();
    const browser = await harness.signIn('organizer', fair);
    return { fair, browser, base: pageOf(fair) };
  }

  it('begins with whom one can write to, how many they are and by which rule', async () => {
    const { fair, browser, base } = await stage();
    await anArrival(fair, harness.deps);
    await anArrival(fair, harness.deps, {}, false);
    await aGraduate(fair, harness.deps);

    const { text } = await browser.get(base);

    expect(text).toContain('Graduates who came');
    expect(text).toMatch(/1 graduate at this moment[^]*2 graduates at this moment/);
    expect(text).toContain('who were not checked in on any day');
    expect(text).toContain('0 owners at this moment');
  });

  it('offers a starting text, keeps a draft and sends nothing', async () => {
    const { fair, browser, base } = await stage();
    await anArrival(fair, harness.deps, { name: 'Ada <b>', email: 'ada-draft@uni.example' });
    const form = await browser.get(`${base}/new?audience=came`);
    expect(form.text).toContain('value="Thank you for coming to {{fair}}"');
    expect(form.text).toContain('{{own_page}}');

    const fields = {
      audience: 'came',
      subject: 'Hello {{name}}',
      body: 'Dear {{name}}\r\n\r\nBye',
    };
    const written = await browser.post(base, fields);

    expect(written.status).toBe(303);
    expect(await FollowUp.findOne({ fairId: fair._id }).lean()).toMatchObject({
      state: 'draft',
      audience: 'came',
      body: 'Dear {{name}}\n\nBye',
    });
    const { text } = await browser.get(written.headers.location!);
    expect(text).toContain('<strong class="num">1 graduate</strong>');
    expect(text).toContain('who were checked in on at least one day');
    expect(text).toContain('Hello Ada &lt;b&gt;');
    expect(text).toContain('ada-draft@uni.example');
    expect(await OutboxMail.countDocuments({ fairId: fair._id })).toBe(0);
  });

  it('shows three samples of many and counts who takes no such messages', async () => {
    const { fair, browser } = await stage();
    for (const name of ['P1', 'P2', 'P3', 'P4', 'P5'])
      await aGraduate(fair, harness.deps, { name });
    const draft = await aFollowUp(fair, 'did-not-come', { subject: 'To {{name}}.' });
    const { text } = await browser.get(pageOf(fair, draft._id));
    expect(text.match(/<h3>To P\d\.<\/h3>/g)).toHaveLength(3);
    expect(text).toContain('Send to 5 graduates');
  });

  it.each([
    ['subject', '', 'Write a subject'],
    ['body', ' ', 'Write a message'],
    ['subject', 'Hello {{first}}', 'There is no placeholder {{first}}'],
    ['body', 'You met {{employers_met}}', '{{employers_met}} is not known for everybody'],
    ['body', 'Hello {{name', 'A {{ or }} here belongs to no placeholder'],
  ])('refuses %s %j by name and keeps what was typed', async (field, value, sentence) => {
    const { fair, browser, base } = await stage();
    const typed = { audience: 'came', subject: 'Kept subject', body: 'Kept body', [field]: value };

    const { status, text } = await browser.post(base, typed);

    expect(status).toBe(422);
    expect(text).toContain('<title>Error: Write a follow-up');
    expect(text).toContain(`<a href="#${field}">${sentence}`);
    if (field === 'body') expect(text).toContain('value="Kept subject"');
    else expect(text).toContain('Kept body</textarea>');
    expect(await FollowUp.countDocuments({ fairId: fair._id })).toBe(0);
  });

  it('refuses an audience that is none', async () => {
    const { browser, base } = await stage();
    expect((await browser.get(`${base}/new?audience=everybody`)).status).toBe(422);
    expect((await browser.post(base, { audience: 'x', subject: 'a', body: 'b' })).status).toBe(422);
  });

  it('changes a draft and throws it away, and neither once it has left', async () => {
    const { fair, browser, base } = await stage();
    const draft = await aFollowUp(fair, 'came');
    const page = pageOf(fair, draft._id);
    expect((await browser.get(`${page}/edit`)).text).toContain('value="Thank you, {{name}}"');
    expect((await browser.post(page, { subject: '{{x}}', body: 'b' })).status).toBe(422);
    await browser.post(page, { subject: 'New', body: 'Text', audience: 'did-not-come' });
    const changed = await FollowUp.findById(draft._id).lean();
    expect(changed).toMatchObject({ subject: 'New', audience: 'came' });

    expect((await browser.post(`${page}/canceled`)).headers.location).toBe(base);

    expect((await browser.post(page, { subject: 'Late', body: 'b' })).status).toBe(409);
    expect((await browser.get(`${page}/edit`)).status).toBe(409);
    expect((await browser.post(`${page}/tests`)).status).toBe(409);
    expect((await browser.post(`${page}/canceled`)).status).toBe(409);
  });

  it('sends a test to the writer alone, with an invented person while nobody is there', async () => {
    const { fair, browser } = await stage();
    const draft = await aFollowUp(fair, 'employers-undecided', {
      subject: '{{employer}}: {{undecided_count}}',
    });
    const press = () => browser.post(`${pageOf(fair, draft._id)}/tests`);
    expect((await press()).status).toBe(303);

    const mails = await OutboxMail.find({ fairId: fair._id }).lean();
    expect(mails).toHaveLength(1);
    expect(mails[0]!.to).toMatch(/^organizer-\d+@team\.example$/);
    expect(mails[0]).toMatchObject({ batch: null, data: { subject: '[Test] Oconee Health: 3' } });
    expect((await FollowUp.findById(draft._id).lean())!.state).toBe('draft');
  });

  it('is for the organizers of this fair', async () => {
    const { fair, base } = await stage();
    const draft = await aFollowUp(fair, 'came');
    const page = pageOf(fair, draft._id);
    const elsewhere = await aFair();
    const employer = await anEmployer(fair, harness.deps);
    const strangers = [
      await harness.signIn('organizer', elsewhere),
      await harness.signInAs(employer.accountId),
    ];
    const pages = [base, `${base}/new?audience=came`, page, `${page}/edit`];
    const forms = [base, page, `${page}/tests`, `${page}/sent`, `${page}/canceled`];
    for (const path of pages) {
      expect((await harness.visitor().get(path)).headers.location).toContain('/sign-in');
      for (const other of strangers) expect((await other.get(path)).status).toBe(404);
    }
    for (const path of forms) {
      expect((await harness.visitor().post(path)).status).toBe(403);
      for (const other of strangers) expect((await other.post(path)).status).toBe(404);
    }
    const across = pageOf(elsewhere, draft._id);
    for (const path of [across, `${across}/edit`])
      expect((await strangers[0]!.get(path)).status).toBe(404);
    for (const path of [across, `${across}/sent`, `${across}/canceled`])
      expect((await strangers[0]!.post(path)).status).toBe(404);
    expect((await FollowUp.findById(draft._id).lean())!.state).toBe('draft');
  });
});
