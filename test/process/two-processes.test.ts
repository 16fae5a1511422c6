import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { TeamMember } from '../../server/accounts/team-member-model.ts';
import { loadSecrets } from '../../server/database/secrets.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { queueMails, type MailMessage } from '../../server/mail/queue-mail.ts';
import { Session } from '../../server/web/session-model.ts';
import { hashOf, newToken, sign } from '../../server/web/tokens.ts';
import { catchMail, type SmtpCatcher } from '../mail/smtp-catcher.ts';
import { openDoor, type Door } from './support/door.ts';
import { anInstallation, type Installation } from '../../scripts/faults/installation.ts';
import { runServer, type ServerProcess } from '../../scripts/faults/server-process.ts';

const { REDIS_URL, TEST_MONGODB_URI } = process.env;
const describeWithBoth = REDIS_URL && TEST_MONGODB_URI ? describe : describe.skip;
const SECRET = 'a secret of at least thirty-two characters';
const QUEUED = 100;
const ASKED_AT_EACH = 50;

describeWithBoth('two processes on one MongoDB', () => {
  let place: Installation;
  let door: Door;
  let smtp: SmtpCatcher;
  let organizer: string;
  let servers: ServerProcess[];
  let dashboard: Socket | undefined;
  let urls: string[];
  beforeAll(async () => {
    place = await anInstallation();
    smtp = await catchMail();
    door = await openDoor(place, { graduates: 1, devices: 1 });
    await place.withStore(async () => {
      organizer = await anOrganizer(door);
      await queueFollowUps(door);
    });
    servers = ['one', 'two'].map((name) =>
      runServer({
        ...place.settings,
        DATA_DIR: path.join(place.folder, name),
        REDIS_URL: REDIS_URL!,
        SMTP_URL: smtp.url,
        SESSION_SECRET: SECRET,
      }),
    );
    urls = await Promise.all(servers.map((server) => server.ready));
  });
  afterAll(async () => {
    dashboard?.close();
    door.disconnect();
    await Promise.all(servers.map((server) => server.stop()));
    await smtp.stop();
    await place.remove();
  });

  it('shows a scan at the first to a dashboard at the second', async () => {
    const watching = await watchTeam(urls[1]!, organizer, door);
    dashboard = watching;
    const arrived = new Promise<void>((resolve) =>
      watching.on('dashboard:changed', (frame: { arrived: number }) => {
        if (frame.arrived === 1) resolve();
      }),
    );
    await door.connect(urls[0]!);
    door.scan(door.badges[0]!, 0);
    await door.answered();
    expect(door.sent[0]!.answer).toMatchObject({ outcome: 'ok' });
    await arrived;
  });

  it('sends each mail exactly once, whichever of them queued it', async () => {
    const emails = Array.from({ length: 2 * ASKED_AT_EACH }, (_, n) => `asks-${n}@uni.example`);
    await place.withStore(async () => {
      for (const email of emails) await findOrMakeAccount({ email, name: 'Pat' }, new Date());
    });
    await Promise.all(emails.map((email, at) => askForLink(urls[at % 2]!, email)));

    const all = QUEUED + emails.length;
    await until(() => smtp.caught.length >= all);
    // Whoever would send one twice has had the time.
    await pause(1000);
    const ids = smtp.caught.map(({ raw }) => /^message-id: (\S+)/im.exec(raw)?.[1]);
    expect([ids.length, new Set(ids).size]).toEqual([all, all]);
    const sent = () => OutboxMail.countDocuments({ state: 'sent', attempts: 1 });
    expect(await place.withStore(sent)).toBe(all);
  });
});

async function anOrganizer({ fair }: Door): Promise<string> {
  const [token, now] = [newToken(), new Date()];
  const { _id } = await findOrMakeAccount({ email: 'olga@team.example', name: 'Olga' }, now);
  await TeamMember.create({ fairId: fair._id, accountId: _id, role: 'organizer', addedAt: now });
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const session = { accountId: _id, createdAt: now, lastSeenAt: now, expiresAt };
  await Session.create({ ...session, tokenHash: hashOf(token) });
  return token;
}

async function queueFollowUps({ fair }: Door): Promise<void> {
  const deps = { now: () => new Date(), mailQueued: () => {}, secrets: await loadSecrets(SECRET) };
  const mails = Array.from({ length: QUEUED }, (_, n): MailMessage<'follow-up'> => ({
    key: `follow-up:1:${n}`,
    to: `graduate-${n}@uni.example`,
    template: 'follow-up',
    kind: 'bulk',
    fairId: fair._id,
    data: { subject: 'Thank you', paragraphs: [`You were number ${n}.`], fair: 'Spring Fair' },
  }));
  await queueMails(mails, deps);
}

async function watchTeam(url: string, session: string, { fair }: Door): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    auth: { protocol: 1, as: 'account' },
    extraHeaders: { Cookie: `fairbridge_session=${session}` },
  });
  const joined: unknown = await socket
    .timeout(10_000)
    .emitWithAck('room:join', { room: 'team', fairId: String(fair._id) });
  expect(joined).toEqual({ ok: true });
  return socket;
}

function askForLink(url: string, email: string): Promise<unknown> {
  const browser = newToken();
  return request(url)
    .post('/sign-in')
    .set('Cookie', `fairbridge_browser=${browser}`)
    .type('form')
    .send({ email, _csrf: sign(Buffer.from(SECRET), 'csrf', browser, '') })
    .expect(303);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    if (holds()) return;
    await pause(10);
  }
  throw new Error('it did not come to that within thirty seconds');
}
