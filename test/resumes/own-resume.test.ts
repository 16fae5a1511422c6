import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registration } from '../../server/graduates/registration-model.ts';
import { Resume } from '../../server/resumes/resume-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/resumes/${name}`, import.meta.url));
const good = fixture('hit-nguyen-trainer-accents.docx');
const password = fixture('own-password.pdf');

const answers = {
  name: 'Ada Okafor',
  stage: 'first',
  health: 'Not yet',
  technical: 'Not yet',
  role1: 'CC-3',
  consent: 'all',
};

describe('a graduate’s résumé', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function graduateOnPage() {
    const fair = await aFair();
    const graduate = await aGraduate(fair, harness.deps);
    const browser = await harness.signInAs(graduate.accountId!);
    return { graduate, browser, page: `/fairs/${fair.slug}/registration/resume` };
  }

  it('is stored under a generated name, read, shown and served as a download', async () => {
    const { graduate, browser, page } = await graduateOnPage();
    const name = '../../“Ada” 🎓.docx';
    expect((await browser.postParts(page).attach('resume', good, name)).status).toBe(303);
    const kept = await Resume.findOne({ registrationId: graduate._id }).lean().orFail();
    expect(kept.file).toMatch(/^[0-9a-f-]{36}$/);
    expect(kept.words).toContain('nguyen');
    const file = await browser.get(`${page}/file`).buffer(true);
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="resume-${String(kept._id)}.docx"`,
    );
    expect(file.headers['content-security-policy']).toContain('sandbox');
    expect((await browser.get(page)).text).toContain('Nguyễn');
  });

  it('is replaced and deleted, file and all', async () => {
    const { graduate, browser, page } = await graduateOnPage();
    await browser.postParts(page).attach('resume', good, 'one.docx');
    const first = await Resume.findOne({ registrationId: graduate._id }).lean().orFail();
    await browser.postParts(page).attach('resume', fixture('reportlab-plain.pdf'), 'two.pdf');
    expect(await harness.deps.files.get(first.file)).toBeNull();
    const second = await Resume.findOne({ registrationId: graduate._id }).lean().orFail();
    await browser.post(`${page}/removed`);
    expect(await harness.deps.files.get(second.file)).toBeNull();
    expect(await Resume.countDocuments({ registrationId: graduate._id })).toBe(0);
  });

  it('says in a sentence what to do with a file that cannot be used, and keeps the one before', async () => {
    const { graduate, browser, page } = await graduateOnPage();
    await browser.postParts(page).attach('resume', good, 'one.docx');
    const refused = await browser.postParts(page).attach('resume', password, 'secret.pdf');
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/password/i);
    expect(await Resume.countDocuments({ registrationId: graduate._id })).toBe(1);
    const large = await browser
      .postParts(page)
      .attach('resume', Buffer.alloc(10 * 1024 * 1024, '%PDF-1.7'), 'large.pdf');
    expect([large.status, large.text.includes('larger than 5 MB')]).toEqual([422, true]);
    expect((await browser.postParts(page)).status).toBe(422);
  });

  it('never loses the registration with a bad file', async () => {
    const fair = await aFair();
    const browser = harness.visitor();
    const sent = browser
      .postParts(`/fairs/${fair.slug}/registrations`)
      .attach('resume', password, 'secret.pdf');
    for (const [field, value] of Object.entries({ ...answers, email: 'bad-file@uni.example' }))
      void sent.field(field, value);
    expect((await sent).status).toBe(303);
    expect(await Registration.countDocuments({ fairId: fair._id })).toBe(1);
    const page = await browser.get(`/fairs/${fair.slug}/registrations/sent`);
    expect(page.text).toContain('Your registration is in, but not the résumé');
  });

  it('comes along with the registration', async () => {
    const fair = await aFair();
    const sent = harness
      .visitor()
      .postParts(`/fairs/${fair.slug}/registrations`)
      .attach('resume', good, 'cv.docx');
    for (const [field, value] of Object.entries({ ...answers, email: 'with-file@uni.example' }))
      void sent.field(field, value);
    await sent;
    const registration = await Registration.findOne({ fairId: fair._id }).lean().orFail();
    expect(await Resume.countDocuments({ registrationId: registration._id })).toBe(1);
  });
});
