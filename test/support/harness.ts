import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose, { type Types } from 'mongoose';
import { DEVICE_COOKIE } from '../../server/access/load-device.ts';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { Account } from '../../server/accounts/account-model.ts';
import { TeamMember } from '../../server/accounts/team-member-model.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import { Device, type DeviceRole } from '../../server/checkins/device-model.ts';
import type { Config } from '../../server/config.ts';
import type { Deps } from '../../server/deps.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { startServer, type RunningServer, type StartOptions } from '../../server/start.ts';
import { Session } from '../../server/web/session-model.ts';
import { ABSOLUTE_MS } from '../../server/web/sessions.ts';
import { hashOf, newToken } from '../../server/web/tokens.ts';
import { Visitor } from './visitor.ts';

export interface Harness {
  url: string;
  deps: Deps;
  running: RunningServer;
  /** A browser that nobody is signed in on. */
  visitor(): Visitor;
  /** A browser signed in as the owner, or as an organizer of the fair (of none, when left out). */
  signIn(role: 'owner' | 'organizer', fair?: Pick<FairFields, '_id'>): Promise<Visitor>;
  /** A browser signed in as an account that exists. */
  signInAs(accountId: Types.ObjectId): Promise<Visitor>;
  /** A browser paired to a desk of the fair; makes the desk when it is not there. */
  pairDevice(
    fair: Pick<FairFields, '_id'>,
    role?: DeviceRole,
    desk?: string,
  ): Promise<PairedBrowser>;
  /** The newest mail to an address, once it is queued; fails after two seconds. */
  mailTo(
    address: string,
  ): Promise<{ template: string; data: Record<string, unknown>; state: string }>;
  stop(): Promise<void>;
}

export interface PairedBrowser {
  browser: Visitor;
  deviceId: Types.ObjectId;
  deskId: Types.ObjectId;
  tokenHash: string;
}

let count = 0;

/** The real app on a real store: the embedded one in a folder of its own, or MongoDB when TEST_MONGODB_URI names one. */
export async function startHarness(
  options: StartOptions & { config?: Partial<Config> } = {},
): Promise<Harness> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-test-'));
  const running = await startServer({ ...testConfig(folder), ...options.config }, options);
  const { deps, url } = running;

  const visitor = () => new Visitor(url, deps.secrets.session);
  const signInAs = async (accountId: Types.ObjectId) => {
    const token = newToken();
    const now = deps.now();
    const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
    await Session.create({
      tokenHash: hashOf(token),
      accountId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
    });
    return visitor().setCookie('fairbridge_session', token);
  };

  return {
    url,
    deps,
    running,
    visitor,
    signInAs,
    async signIn(role, fair) {
      const { _id } = await findOrMakeAccount(
        { email: `${role}-${(count += 1)}@team.example`, name: `The ${role}` },
        deps.now(),
      );
      if (role === 'owner') await Account.updateOne({ _id }, { owner: true });
      else if (fair)
        await TeamMember.create({ fairId: fair._id, accountId: _id, role, addedAt: deps.now() });
      return signInAs(_id);
    },
    async pairDevice(fair, role = 'steward', name = 'East 1') {
      const now = deps.now();
      const desk =
        (await Desk.findOne({ fairId: fair._id, name }).lean()) ??
        (await Desk.create({ fairId: fair._id, name, addedAt: now }));
      const token = newToken();
      const device = await Device.create({
        fairId: fair._id,
        deskId: desk._id,
        role,
        tokenHash: hashOf(token),
        volunteer: 'Val',
        pairedAt: new Date(now.getTime() - 60_000),
        expiresAt: new Date(now.getTime() + 8 * 3_600_000),
        lastSeenAt: now,
      });
      const browser = visitor().setCookie(DEVICE_COOKIE, token);
      return { browser, deviceId: device._id, deskId: desk._id, tokenHash: hashOf(token) };
    },
    async mailTo(address) {
      for (let tries = 0; tries < 100; tries += 1) {
        await deps.background.settled();
        const mail = await OutboxMail.findOne({ to: address })
          .sort({ createdAt: -1, _id: -1 })
          .lean();
        if (mail) return mail as never;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`no mail to ${address} within two seconds`);
    },
    async stop() {
      if (process.env.TEST_MONGODB_URI) await mongoose.connection.db?.dropDatabase();
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function testConfig(folder: string): Config {
  const base = process.env.TEST_MONGODB_URI;
  return {
    port: 0,
    host: '127.0.0.1',
    dataDir: folder,
    mongodbUri: base && inDatabase(base, path.basename(folder)),
    trustProxy: 0,
    mailFrom: 'Fairbridge <fair@fairbridge.example>',
    postalAddress: '1 Test Street, Atlanta, GA',
    logLevel: process.env.TEST_LOG ?? 'silent',
  };
}

/** The same server, a database of its own. */
export function inDatabase(uri: string, name: string): string {
  const address = new URL(uri);
  address.pathname = `/${name}`;
  return address.href;
}
