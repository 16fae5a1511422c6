import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { SignInLink } from '../../server/accounts/sign-in-link-model.ts';
import { newToken, sign } from '../../server/web/tokens.ts';
import { anInstallation, type Installation } from '../../scripts/faults/installation.ts';
import { runServer, type ServerProcess } from '../../scripts/faults/server-process.ts';

const SECRET = 'a secret of at least thirty-two characters';

describe('stopping on SIGTERM', () => {
  let place: Installation;
  let server: ServerProcess;
  let url: string;
  beforeAll(async () => {
    place = await anInstallation();
    server = runServer({ ...place.settings, SESSION_SECRET: SECRET });
    url = await server.ready;
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });

  it('refuses a second process on the same folder, and says what to do', async () => {
    if (place.settings.MONGODB_URI) return;
    const second = runServer(place.settings);
    expect((await second.ended).code).toBe(1);
    expect(second.errors()).toMatch(/^Fairbridge could not start: .*in use by another process/);
    expect(second.errors()).toContain('MONGODB_URI');
    expect(second.errors()).not.toMatch(/^\s+at /m);
  });

  it('tells open pages, finishes what is under way, cuts what hangs, and ends in time', async () => {
    const socket = await connected(url);
    const told = next(socket, 'server:stopping');
    const gone = next(socket, 'disconnect');
    const slow = beginSignIn(url, 'slow@example.example');
    const stalled = beginSignIn(url, 'stalled@example.example');
    const cut = once(stalled.request, 'error');
    await pause(300);

    const began = performance.now();
    server.signal('SIGTERM');
    await Promise.all([told, gone]);
    await pause(300);
    slow.finish();
    const [response] = (await once(slow.request, 'response')) as [http.IncomingMessage];

    expect([response.statusCode, response.headers.location]).toEqual([303, '/sign-in/sent']);
    await cut;
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(10_000);
    socket.close();
    const asked = await place.withStore(() => SignInLink.find({ usedAt: null }).lean());
    const emails = asked.map((link) => link.email).filter((email) => email !== '');
    expect(emails).toEqual(['slow@example.example']);
  });

  it('ends at once when nothing is under way, though browsers keep their connections', async () => {
    const calm = runServer({ ...place.settings, SESSION_SECRET: SECRET });
    const agent = new http.Agent({ keepAlive: true });
    const [response] = (await once(
      http.get(`${await calm.ready}/health/live`, { agent }),
      'response',
    )) as [http.IncomingMessage];
    response.resume();
    await once(response, 'end');

    const began = performance.now();
    calm.signal('SIGTERM');

    expect(await calm.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(4000);
    agent.destroy();
  });
});

async function connected(url: string): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    auth: { protocol: 1, as: 'account' },
    reconnection: false,
  });
  await next(socket, 'connect');
  return socket;
}

const next = (socket: Socket, event: string): Promise<void> =>
  new Promise((resolve) => socket.once(event, () => resolve()));

/** A form of which half has been sent. */
function beginSignIn(url: string, email: string) {
  const browser = newToken();
  const fields = { email, _csrf: sign(Buffer.from(SECRET), 'csrf', browser, '') };
  const body = String(new URLSearchParams(fields));
  const request = http.request(`${url}/sign-in`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': body.length,
      Cookie: `fairbridge_browser=${browser}`,
    },
  });
  request.write(body.slice(0, 10));
  return { request, finish: () => request.end(body.slice(10)) };
}
