import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import type { Config } from '../../server/config.ts';
import { openStore } from '../../server/database/connect.ts';
import { loadSecrets, type Secrets } from '../../server/database/secrets.ts';
import { silentPublisher } from '../../server/live/live-publisher.ts';
import { createLogger } from '../../server/logger.ts';
import type { QueueDeps } from '../../server/mail/queue-mail.ts';
import type { SenderDeps } from '../../server/mail/mail-sender.ts';
import { OutboxMail, type OutboxMailFields } from '../../server/mail/outbox-mail-model.ts';
import { Suppression } from '../../server/mail/suppression-model.ts';

export interface MailStore {
  deps: SenderDeps & QueueDeps & { secrets: Secrets };
  /** Moves the clock that leases, retries and links go by. */
  pass(ms: number): void;
  /** How often the worker was woken. */
  wakes(): number;
  mailTo(address: string): Promise<OutboxMailFields>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** A store with nothing but the outbox in use, and a clock that the test moves. */
export async function openMailStore(): Promise<MailStore> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-mail-'));
  const base = process.env.TEST_MONGODB_URI;
  const mongodbUri = base && Object.assign(new URL(base), { pathname: path.basename(folder) }).href;
  const store = await openStore({ dataDir: folder, mongodbUri });
  let ahead = 0;
  let woken = 0;
  const config: SenderDeps['config'] = { ...bareConfig(folder), publicUrl: 'https://fair.example' };
  const deps: MailStore['deps'] = {
    config,
    log: createLogger('silent'),
    now: () => new Date(Date.now() + ahead),
    secrets: await loadSecrets(),
    live: silentPublisher(),
    mailQueued: () => void (woken += 1),
  };
  return {
    deps,
    pass: (ms) => void (ahead += ms),
    wakes: () => woken,
    mailTo: (to) => OutboxMail.findOne({ to }).orFail().lean<OutboxMailFields>().orFail(),
    async empty() {
      await OutboxMail.deleteMany({});
      await Suppression.deleteMany({});
    },
    async close() {
      if (base) await mongoose.connection.db?.dropDatabase();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const bareConfig = (dataDir: string): Config => ({
  port: 0,
  host: '127.0.0.1',
  dataDir,
  trustProxy: 0,
  mailFrom: 'Fairbridge <fair@fairbridge.example>',
  postalAddress: '1 Test Street, Atlanta, GA',
  logLevel: 'silent',
});
