import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose, { type Types } from 'mongoose';
import { DEVICE_COOKIE } from '../../server/access/load-device.ts';
import { Account } from '../../server/accounts/account-model.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import { Device } from '../../server/checkins/device-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { wallClock } from '../../server/fairs/fair-time.ts';
import { badgeRow } from '../../server/fairs/issue-badge.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { Session } from '../../server/web/session-model.ts';
import { hashOf, newToken, sign } from '../../server/web/tokens.ts';

interface Credentials {
  cookie: string;
  csrf: string;
}

export interface BenchServer {
  running: RunningServer;
  fair: FairFields;
  /** Badge tokens of people who have not arrived; each can be admitted once. */
  badges: string[];
  /** The codes that stand beside them. */
  shortCodes: Map<string, string>;
  /** Cookies and CSRF token of a paired device and of the owner. */
  device: Credentials;
  /** Pairs one more. */
  pair(): Promise<Credentials>;
  owner: Credentials;
  stop(): Promise<void>;
}

const ZONE = 'America/New_York';

/** The product on a fresh store with one live fair and many registered people, ready to be measured. */
export async function benchServer(people: number): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-bench-'));
  const base = process.env.MONGODB_URI;
  const mongodbUri =
    base && Object.assign(new URL(base), { pathname: `/${path.basename(folder)}` }).href;
  const running = await startServer({
    port: 0,
    host: '127.0.0.1',
    dataDir: folder,
    mongodbUri,
    trustProxy: 0,
    mailFrom: 'bench@fairbridge.example',
    postalAddress: '-',
    logLevel: 'silent',
  });
  const fair = await aFair();
  const shortCodes = await registerPeople(running, fair, people);
  return {
    running,
    fair,
    badges: [...shortCodes.keys()],
    shortCodes,
    device: await aDevice(running, fair._id),
    pair: () => aDevice(running, fair._id),
    owner: await anOwner(running),
    async stop() {
      if (mongodbUri) await mongoose.connection.db?.dropDatabase();
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function aFair(): Promise<FairFields> {
  const now = new Date();
  const window = { opensAt: new Date(0), closesAt: new Date(now.getTime() + 86_400_000) };
  const made = await Fair.create({
    slug: 'bench',
    name: 'Bench',
    venue: 'Hall',
    address: 'Street',
    timeZone: ZONE,
    days: [{ date: wallClock(now, ZONE).date, opens: '00:00', closes: '23:59' }],
    employerWindow: window,
    graduateWindow: window,
    capacity: 200_000,
    state: 'live',
    workforceVersion: '1.0.0',
    createdAt: now,
  });
  return made.toObject() as unknown as FairFields;
}

async function registerPeople(running: RunningServer, fair: FairFields, people: number) {
  const { deps } = running;
  const codes = new Map<string, string>();
  for (let from = 0; from < people; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, people - from) }, (_, at) =>
      Registration.hydrate({})
        .$set(personFields(fair, from + at))
        .toObject(),
    );
    const made = await Registration.insertMany(rows);
    const badges = made.map(({ _id }) =>
      badgeRow({ fairId: fair._id, kind: 'graduate', holderId: _id }, 1, deps),
    );
    await Badge.insertMany(badges.map((badge) => badge.row));
    for (const { code } of badges) codes.set(code.token, code.short);
  }
  return codes;
}

const personFields = (fair: FairFields, n: number) => ({
  _id: new mongoose.Types.ObjectId(),
  fairId: fair._id,
  email: `person-${n}@bench.example`,
  name: `Person ${n}`,
  answers: { stage: 'first', health: 'Not yet', technical: 'Not yet' },
  segment: 'first-job-seeker',
  roles: ['CC-3'],
  school: 'Bench College',
  consent: 'all',
  days: fair.days.map((day) => day.date),
  state: 'active',
  personKeys: [`person ${n}|bench college`],
  searchKeys: ['person', String(n)],
  registeredAt: new Date(),
});

async function aDevice({ deps }: RunningServer, fairId: Types.ObjectId) {
  const now = new Date();
  const name = `East ${(await Desk.countDocuments({ fairId })) + 1}`;
  const desk = await Desk.create({ fairId, name, addedAt: now });
  const token = newToken();
  await Device.create({
    fairId,
    deskId: desk._id,
    role: 'supervisor',
    tokenHash: hashOf(token),
    pairedAt: new Date(now.getTime() - 2 * 3_600_000),
    expiresAt: new Date(now.getTime() + 86_400_000),
    lastSeenAt: now,
  });
  return browserOf(deps.secrets.session, `${DEVICE_COOKIE}=${token}`, '');
}

async function anOwner({ deps }: RunningServer) {
  const now = new Date();
  const account = await Account.create({
    email: 'owner@bench.example',
    owner: true,
    createdAt: now,
  });
  const token = newToken();
  const expiresAt = new Date(now.getTime() + 86_400_000);
  await Session.create({
    tokenHash: hashOf(token),
    accountId: account._id,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  });
  return browserOf(deps.secrets.session, `fairbridge_session=${token}`, token);
}

function browserOf(key: Buffer, cookie: string, session: string) {
  const browserId = newToken();
  return {
    cookie: `fairbridge_browser=${browserId}; ${cookie}`,
    csrf: sign(key, 'csrf', browserId, session),
  };
}
