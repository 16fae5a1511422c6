import mongoose from 'mongoose';
import type request from 'supertest';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Resume } from '../../server/resumes/resume-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

type Answer = request.Response;
type Way = 'html' | 'json';

describe('errors', () => {
  let harness: Harness;
  let fair: FairFields;
  let organizer: Visitor;
  let graduate: Visitor;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    organizer = await harness.signIn('organizer', fair);
    const { accountId, _id } = await aGraduate(fair, harness.deps);
    graduate = await harness.signInAs(accountId!);
    const file = { kind: 'pdf' as const, bytes: 1, file: 'x', uploadedAt: new Date() };
    await Resume.create({ fairId: fair._id, registrationId: _id, ...file });
  });
  afterAll(() => harness.stop());

  const accept = (way: Way) => (way === 'html' ? 'text/html' : 'application/json');
  const settle = (state: string) => (way: Way) =>
    organizer.post(`/fairs/${fair.slug}/settings/state`, { state }).set('Accept', accept(way));
  const signIn = (headers: Record<string, string>, body: string) => (way: Way) =>
    harness
      .visitor()
      .post('/sign-in')
      .set({ Accept: accept(way), ...headers })
      .send(body);
  const broken = (error: Error) => (way: Way) => {
    harness.deps.files.get = () => Promise.reject(error);
    return graduate.get(`/fairs/${fair.slug}/registration/resume/file`).set('Accept', accept(way));
  };
  const secretive = new Error('EIO: /var/lib/fairbridge/files/x of ada@uni.example');
  const json = { 'Content-Type': 'application/json' };

  const cases: [number, string, string, (way: Way) => PromiseLike<Answer>][] = [
    [400, 'broken JSON', 'Go back, reload the page', signIn(json, '{"email": ')],
    [403, 'a form of another site', 'sent from another site', foreign],
    [404, 'no such page', 'There is no such page', (way) => visit('/no-such-page', way)],
    [404, 'no such fair', 'There is no such fair', (way) => visit('/fairs/no-such-fair', way)],
    [
      400,
      'an address that is no text',
      'Go back, reload the page',
      (way) => visit('/fairs/%E0%A4', way),
    ],
    [409, 'a step that the fair is past', 'cannot be made live from where it is', settle('live')],
    [413, 'too much', 'at most 5 MB', signIn({}, `email=${'a'.repeat(300_000)}`)],
    [
      415,
      'letters that nobody knows',
      'Go back, reload',
      signIn({ 'Content-Type': 'application/json; charset=klingon' }, '{}'),
    ],
    [422, 'a step that there is not', 'Choose one of the next steps', settle('elsewhere')],
    [429, 'a sixth link in ten minutes', 'asked too often', sixLinks],
    [500, 'a fault of ours', 'It was noted', broken(secretive)],
    [
      503,
      'a store that is away',
      'The store does not answer',
      broken(new mongoose.mongo.MongoNetworkError('10.0.0.7:27017')),
    ],
  ];

  function foreign(way: Way) {
    const form = harness.visitor().post('/sign-in', { email: 'a@uni.example' });
    return form.set({ 'Sec-Fetch-Site': 'cross-site', Accept: accept(way) });
  }
  const visit = (path: string, way: Way) => harness.visitor().get(path).set('Accept', accept(way));
  async function sixLinks(way: Way): Promise<Answer> {
    const browser = harness.visitor();
    let answer: Answer | undefined;
    for (let n = 0; n < 6; n += 1)
      answer = await browser
        .post('/sign-in', { email: `${way}@uni.example` })
        .set('Accept', accept(way));
    return answer!;
  }

  it.each(cases)('%i for %s is a page with words of ours', async (status, _what, words, ask) => {
    const page = await ask('html');
    expect(page.status).toBe(status);
    expect(page.type).toBe('text/html');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.text).toContain(words);
    expect(page.text).toContain('<h1>');
    expect(page.text).toContain(`<code>${page.headers['x-request-id']}</code>`);
    expectNoInsides(page.text);
  });

  it.each(cases)('%i for %s is JSON for a script', async (status, _what, words, ask) => {
    const answer = await ask('json');
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: expect.stringContaining(words), status });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expectNoInsides(answer.text);
  });

  /** Nothing of how it is made, where it runs, or whom it was about. */
  function expectNoInsides(text: string): void {
    expect(text).not.toMatch(/(\n|&nbsp;|\\n)\s*at |\.ts:|node_modules|SyntaxError|klingon/);
    expect(text).not.toMatch(/EIO|ada@uni|MongoNetwork|10\.0\.0\.7/);
  }
});
