import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import { aFindable, namesIn } from './search-support.ts';

describe('the page of the search', () => {
  let harness: Harness;
  let fair: FairFields;
  let supervisor: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    supervisor = await harness.pairDevice(fair, 'supervisor', 'Help');
    await aFindable(fair, { name: 'Ngozi <b>Quaye</b>' }, harness);
  });
  afterAll(() => harness.stop());

  const search = (q: string) => supervisor.browser.post(`/desk/${fair.slug}/search`, { q });

  it('works as a form, and keeps what was typed', async () => {
    const page = await search('ngozi "x');
    expect(page.text).toContain('value="ngozi &quot;x"');
    const found = await search('quaye ngo');
    expect([found.status, namesIn(found.text)]).toEqual([200, ['Ngozi &lt;b&gt;Quaye&lt;/b&gt;']]);
    expect(found.text).toContain('One person found.');
    expect(found.headers['cache-control']).toBe('no-store');
  });

  it('lists nobody before three letters were searched for', async () => {
    const pages = [await supervisor.browser.get(`/desk/${fair.slug}/search`)];
    for (const q of ['', 'ng', 'n g o', '. *', '🌻🌻🌻']) pages.push(await search(q));
    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('Ngozi');
      expect(page.text).not.toContain('Nobody of this fair');
    }
  });

  it('shows the way on when nobody is found', async () => {
    const page = await search('nobody at all');
    expect(page.text).toContain('Nobody found.');
    expect(page.text).toContain(`/desk/${fair.slug}/walk-ins/new`);
  });

  it.each([{ q: { $ne: '' } }, { q: ['ngozi'] }, { q: null }, {}, []])(
    'finds nobody by %j',
    async (body) => {
      const response = await supervisor.browser
        .post(`/desk/${fair.slug}/search`)
        .set('Accept', 'application/json')
        .type('json')
        .send(body);
      expect([200, 400]).toContain(response.status);
      expect(JSON.stringify(response.body)).not.toContain('Ngozi');
    },
  );

  it('is for supervisors, in every form', async () => {
    const steward = await harness.pairDevice(fair, 'steward');
    const elsewhere = await harness.pairDevice(await aFair(), 'supervisor');
    for (const { browser } of [steward, elsewhere, { browser: harness.visitor() }]) {
      const asked = browser.post(`/desk/${fair.slug}/search`).set('Accept', 'application/json');
      expect((await asked.type('json').send({ q: 'ngozi' })).status).toBe(403);
      expect((await browser.get(`/desk/${fair.slug}/search`)).status).toBe(403);
    }
  });
});
