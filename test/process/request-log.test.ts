import request from 'supertest';
import { Account } from '../../server/accounts/account-model.ts';
import { newToken, sign } from '../../server/web/tokens.ts';
import { anInstallation, type Installation } from '../../scripts/faults/installation.ts';
import { runServer, type ServerProcess } from '../../scripts/faults/server-process.ts';

const SECRET = 'a secret of at least thirty-two characters';
const EMAIL = 'ada.okafor@uni.example';

describe('the log of requests', () => {
  let place: Installation;
  let server: ServerProcess;
  let url: string;
  beforeAll(async () => {
    place = await anInstallation();
    const ada = { email: EMAIL, name: 'Ada Okafor', createdAt: new Date() };
    await place.withStore(() => Account.create(ada));
    server = runServer({ ...place.settings, SESSION_SECRET: SECRET });
    url = await server.ready;
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });

  const lineOf = async (id: string) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const line = server.log().find((each) => each.id === id);
      if (line) return line;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no line with id ${id} within two seconds`);
  };

  it('has one line a request, with the id that the answer carries', async () => {
    const answer = await request(url).get('/no-such-page?email=ada.okafor%40uni.example');
    const id = answer.headers['x-request-id']!;
    expect(await lineOf(id)).toEqual({
      level: 30,
      time: expect.any(Number),
      id,
      method: 'GET',
      path: '/no-such-page',
      status: 404,
      ms: expect.any(Number),
    });
    expect(server.log().filter((line) => line.id === id)).toHaveLength(1);
    const next = await request(url).get('/no-such-page');
    expect(next.headers['x-request-id']).not.toBe(id);
  });

  it.each(['sign-in', 'Sign-In', 'badge', 'unsubscribe', 'first-owner', 'desk/pair', 'desk/PAIR'])(
    'does not hold the secret of an address below /%s/',
    async (path) => {
      const token = newToken();
      const answer = await request(url).get(`/${path}/${token}`);
      const { path: logged, status } = await lineOf(answer.headers['x-request-id']!);
      expect(status).toBe(answer.status);
      expect(logged).toBe(`/${path.split('/')[0]}/…`);
      expect(server.out()).not.toContain(token);
    },
  );

  it('names nobody who signs in, nor their link, cookie or browser', async () => {
    const browser = newToken();
    const answer = await request(url)
      .post('/sign-in')
      .set({ Cookie: `fairbridge_browser=${browser}`, 'User-Agent': 'Ada/1.0' })
      .type('form')
      .send({ email: EMAIL, _csrf: sign(Buffer.from(SECRET), 'csrf', browser, '') });
    expect(answer.status).toBe(303);
    await lineOf(answer.headers['x-request-id']!);
    await request(url).get('/health/live').expect(200);
    // Without the ids, which are drawn by chance and may spell anything.
    const logged = JSON.stringify(server.log().map(({ id: _, ...line }) => line));
    expect(logged).toContain('/sign-in');
    expect(logged).not.toMatch(/ada|okafor|127\.0\.0\.1/i);
    expect(server.out()).not.toContain(browser);
  });
});
