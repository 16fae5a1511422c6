import { startHarness, type Harness } from '../support/harness.ts';
import { Visitor } from '../support/visitor.ts';

describe('where a form comes from', () => {
  let harness: Harness;
  let here: string;
  beforeAll(async () => {
    harness = await startHarness({ config: { publicUrl: 'https://fair.example.org' } });
    here = `http://127.0.0.1:${harness.running.port}`;
  });
  afterAll(() => harness.stop());

  const visitor = () => new Visitor(here, harness.deps.secrets.session);
  let count = 0;
  /** A form with the right token; the headers say where it was sent from. */
  function send(headers: Record<string, string>) {
    const form = visitor().post('/sign-in', { email: `a-${(count += 1)}@uni.example` });
    form.unset('Sec-Fetch-Site');
    return form.set(headers);
  }
  const statusOf = async (headers: Record<string, string>) => (await send(headers)).status;

  it.each([
    ['same-origin', 303],
    ['none', 303],
    ['same-site', 403],
    ['cross-site', 403],
    ['', 303],
  ])(
    'is taken by the word of the browser: Sec-Fetch-Site %j is answered %i',
    async (site, status) => {
      expect(await statusOf(site ? { 'Sec-Fetch-Site': site } : {})).toBe(status);
    },
  );

  it('is taken by its origin where the browser says nothing else', async () => {
    expect(await statusOf({ Origin: here })).toBe(303);
    expect(await statusOf({ Origin: 'https://fair.example.org' })).toBe(303);
    for (const origin of [
      'https://evil.example',
      'http://fair.example.org',
      'https://fair.example.org.evil.example',
      'https://evil.example/https://fair.example.org',
      'null',
    ])
      expect([origin, await statusOf({ Origin: origin })]).toEqual([origin, 403]);
  });

  it('is told in a sentence when it is refused', async () => {
    const page = await send({ 'Sec-Fetch-Site': 'cross-site' });
    expect(page.text).toContain('This form was sent from another site.');
  });

  it('does not matter for pages that change nothing', async () => {
    const page = await visitor()
      .get('/sign-in')
      .set({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' });
    expect(page.status).toBe(200);
  });

  it('is no substitute for the token of the page, which belongs to one browser', async () => {
    const other = visitor().csrfToken();
    const given = (headers: Record<string, string>) =>
      send({ 'Sec-Fetch-Site': 'same-origin', ...headers });
    expect((await given({ 'X-CSRF-Token': other })).status).toBe(403);
    expect((await given({ 'X-CSRF-Token': '' })).status).toBe(403);
    const bare = await given({ 'X-CSRF-Token': 'x'.repeat(22) });
    expect(bare.status).toBe(403);
    expect(bare.text).toContain('This page was open for too long.');
  });
});
