import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { byName, scanAt } from './door-support.ts';

describe('whom a supervisor chose', () => {
  let harness: Harness;
  let fair: FairFields;
  let supervisor: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
  });
  afterAll(() => harness.stop());

  const at = (path: string) => `/desk/${fair.slug}${path}`;
  const someone = (fields: Parameters<typeof aGraduate>[2]) =>
    aGraduate(fair, harness.deps, { school: 'Lanier Tech', program: 'Informatics', ...fields });
  const show = (id: unknown) => supervisor.browser.get(at(`/search/graduates/${String(id)}`));

  it('is shown with what the organizer wants said, and let in only by the button', async () => {
    const attention = 'Say it Chi-O-ma. Has a <gift>.';
    const { _id } = await someone({ name: 'Chioma Eze', phone: '404 555 0173', attention });
    const page = await show(_id);
    expect(page.status).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    for (const each of ['Chioma Eze', 'Lanier Tech, Informatics', 'ends in 0173', 'Chi-O-ma'])
      expect(page.text).toContain(each);
    expect(page.text).not.toContain('<gift>');
    expect(page.text).not.toContain('555');
    expect(page.text).toContain('Back to the search');
    expect(await Scan.countDocuments({ registrationId: _id })).toBe(0);

    const form = Object.fromEntries(
      [...page.text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map((m) => [
        m[1],
        m[2],
      ]),
    );
    const verdict = await supervisor.browser.post(at('/checkins'), form);
    expect(verdict.status).toBe(200);
    expect(verdict.text).toContain('Welcome');
    expect(await Scan.countDocuments({ registrationId: _id, stands: true })).toBe(1);
    const after = await show(_id);
    expect(after.text).toMatch(/Here since \d+:\d\d [AP]M, Help/);
    expect(after.text).toContain('Undo the arrival');
    expect(after.text).not.toContain('data-check-in>');
  });

  it('leads to a walk-in that was broken off, where it is finished', async () => {
    const { _id } = await someone({ walkIn: true, state: 'pending' });
    const page = await show(_id);
    expect(page.text).toContain(`href="${at(`/walk-ins/${String(_id)}`)}"`);
    const waits = await show((await someone({ state: 'pending' }))._id);
    expect(waits.text).not.toContain('Finish this walk-in');
  });

  it('has no button to let in who would be refused, and says why', async () => {
    const canceled = await someone({ state: 'canceled', cancelReason: 'Came to blows' });
    const pending = await someone({ state: 'pending' });
    const otherDay = await someone({ days: ['2031-05-06'] });
    for (const [{ _id }, why] of [
      [canceled, 'Came to blows'],
      [pending, 'waits for a place'],
      [otherDay, 'Registered for Tuesday, May 6, not for today'],
    ] as const) {
      const { text } = await show(_id);
      expect(text).toContain(why);
      expect(text).not.toContain('data-check-in>');
    }
  });

  it('asks to look closer when somebody alike is here', async () => {
    const twin = { name: 'Twin Twice', personKeys: ['twin twice|lanier tech'] };
    const [first, second] = [await someone(twin), await someone(twin)];
    await scanAt(supervisor, byName(first._id), harness);
    const page = await show(second._id);
    expect(page.text).toContain('Somebody of that name');
    expect(page.text).toContain('Another person: check in');
    expect(page.text).toContain('name="confirmed" value="yes"');
  });

  it('is a part of the page for its script', async () => {
    const { _id } = await someone({ name: 'Part Only' });
    const { body } = await supervisor.browser.getJson(at(`/search/graduates/${String(_id)}`));
    expect(body.html).toContain('Part Only');
    expect(body.html).not.toContain('<body');
    expect(body.html).toContain('name="nonce"');
  });

  it('leads from a representative to the team and the badge', async () => {
    const { representativeId, enrollment } = await anEmployer(fair, harness.deps);
    const id = String(representativeId);
    const page = await supervisor.browser.get(at(`/search/representatives/${id}`));
    expect(page.text).toContain('Team not here yet');
    expect(page.text).toContain(at(`/employers/${String(enrollment._id)}`));
    expect(page.text).toContain(at(`/badges/${id}`));
    expect((await supervisor.browser.get(at(`/badges/${id}`))).status).toBe(200);
    expect(page.text).not.toContain('rep-');
    await supervisor.browser.post(at('/employer-arrivals'), {
      enrollmentId: String(enrollment._id),
    });
    const after = await supervisor.browser.get(at(`/search/representatives/${id}`));
    expect(after.text).toContain('Team here since');
  });

  it('is nobody of another fair, nor anybody for a steward', async () => {
    const elsewhere = await aFair();
    const { _id } = await aGraduate(elsewhere, harness.deps);
    const { representativeId } = await anEmployer(elsewhere, harness.deps);
    const steward = await harness.pairDevice(fair, 'steward');
    const own = await someone({ name: 'Own Person' });
    const paths = [
      ['graduates', _id],
      ['representatives', representativeId],
      ['graduates', 'nobody'],
      ['representatives', own._id],
    ] as const;
    for (const [kind, id] of paths)
      expect((await supervisor.browser.get(at(`/search/${kind}/${String(id)}`))).status).toBe(404);
    const { browser } = steward;
    expect((await browser.get(at(`/search/graduates/${String(own._id)}`))).status).toBe(403);
    expect(await Registration.findById(own._id).lean()).toMatchObject({ state: 'active' });
  });
});
