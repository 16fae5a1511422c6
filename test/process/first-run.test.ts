import request from 'supertest';
import { runLink } from '../admin/run-link.ts';
import { anInstallation, type Installation } from '../../scripts/faults/installation.ts';
import { runServer, type ServerProcess } from '../../scripts/faults/server-process.ts';

const linkIn = (out: string) => /\n {2}(http:\S+\/first-owner\/[\w-]{22})\n/.exec(out)?.[1];

describe('the first run of a new installation', () => {
  let place: Installation;
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    place = await anInstallation();
  });
  afterAll(async () => {
    await server?.stop();
    await place.remove();
  });

  /** Starts it anew and gives what it prints, which is all there once it says that it is ready. */
  async function start(): Promise<{ url: string; out: string }> {
    await server?.stop();
    server = runServer(place.settings);
    const url = await server.ready;
    await request(url).get('/health/live').expect(200);
    return { url, out: server.out() };
  }

  it('says where things are and how to become its owner, which one person can, once', async () => {
    const first = await start();
    const where = place.settings.MONGODB_URI ? 'MongoDB' : `embedded store in ${place.folder}`;
    expect(first.out).toContain(`It keeps everything in: ${where}`);
    expect(first.out).toContain('SMTP_URL is not set: mail is kept in the outbox and not sent.');
    expect(first.out).toContain('This installation has no owner yet.');
    expect(linkIn(first.out)).toContain(`${first.url}/first-owner/`);

    const second = await start();
    const link = new URL(linkIn(second.out)!);
    const stale = new URL(linkIn(first.out)!).pathname;
    expect((await request(second.url).get(stale)).status).toBe(404);

    const page = await request(link.origin).get(link.pathname);
    const olu = await send(link, page, { name: 'Olu Owner', email: 'olu@example.example' });
    expect([olu.status, olu.headers.location]).toEqual([303, '/fairs/new']);
    expect((await request(link.origin).get(link.pathname)).status).toBe(404);
    const eve = await send(link, page, { name: 'Eve', email: 'eve@example.example' });
    expect(eve.status).toBe(404);

    const third = await start();
    expect(third.out).toContain('It keeps everything in: ');
    expect(third.out).not.toMatch(/first-owner|no owner/);
    expect(server!.errors()).toBe('');

    const signIn = await runLink(['olu@example.example'], place.folder);
    expect(signIn).toMatchObject({ status: 0, errors: '' });
    expect(signIn.out).toContain(`${third.url}/sign-in/`);
  });
});

/** As a browser does: the page's form with its token and cookie. */
function send(link: URL, page: { text: string; headers: Record<string, unknown> }, fields: object) {
  const token = /name="_csrf" value="([\w-]+)"/.exec(page.text)?.[1];
  const cookies = (page.headers['set-cookie'] as string[]).map((line) => line.split(';')[0]!);
  return request(link.origin)
    .post(link.pathname)
    .set('Cookie', cookies)
    .set('Origin', link.origin)
    .type('form')
    .send({ ...fields, _csrf: token });
}
