import { repeat, type Job } from '../jobs/repeat.ts';
import type { Logger } from '../logger.ts';
import { extendLeases, freeLapsedMails } from './claim-mails.ts';
import { dropExpiredLinks, keepMails } from './keep-mails.ts';
import { mailSender, type SenderDeps } from './mail-sender.ts';
import type { MailTransport } from './mail-transport.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface MailWorker {
  /** Looks into the outbox now. */
  wake(): void;
  /** Resolves once nothing is being claimed or sent; what is due later stays queued. */
  settled(): Promise<void>;
  /** Finishes what is being sent, gives back the rest and closes the connections. */
  stop(): Promise<void>;
}

interface WorkerOptions {
  deps: SenderDeps;
  /** Undefined: this installation sends no email. */
  transport?: MailTransport;
  /** Tells processes apart in the log. */
  workerId: string;
  leaseMs?: number;
  idleMs?: number;
  concurrency?: number;
}

const LEASE_MS = 60_000;
const IDLE_MS = 5000;
/** Shorter than what the whole process has for stopping. */
const FINISH_WITHIN_MS = 4000;

/** Sends what is due, most urgent first, a few at a time. Any number of workers may run on one store. */
export function mailWorker(options: WorkerOptions): MailWorker {
  const { transport, idleMs = IDLE_MS, leaseMs = LEASE_MS } = options;
  const log = options.deps.log.child({ worker: options.workerId });
  if (!transport) return keepingWorker({ deps: options.deps, idleMs, log });
  const concurrency = options.concurrency ?? transport.concurrency;
  return sendingWorker({ deps: options.deps, transport, idleMs, leaseMs, concurrency, log });
}

interface SendingOptions extends Required<Omit<WorkerOptions, 'workerId'>> {
  log: Logger;
}

function sendingWorker(options: SendingOptions): MailWorker {
  const { deps, transport, leaseMs, log } = options;
  const onError = errorsTo(log);
  let looks = true;
  let asked = false;
  let stopped = false;
  const sender = mailSender({ ...options, onError, onFree: () => loop.wake() });
  const loop = oneAtATime(async () => {
    if (stopped) return;
    if (looks) await lookAround();
    if (asked) {
      asked = false;
      await sender.claimUrgent();
    }
    await sender.startDue();
  }, onError);

  const renew = () => extendLeases(sender.held(), leaseMs, deps.now());
  async function lookAround(): Promise<void> {
    looks = false;
    // Our own leases first: after a sleep of the machine they may have run out while we still send.
    await renew();
    await freeLapsedMails(deps.now());
    await dropExpiredLinks(deps.now());
  }

  const renewing = repeat('renewing the leases of mails', leaseMs / 3, renew, log);
  const looking = wakeEvery(options.idleMs, log, () => {
    looks = true;
    loop.wake();
  });

  return {
    wake() {
      asked = true;
      loop.wake();
    },
    async settled() {
      while (loop.busy() || sender.busy()) await Promise.all([loop.settled(), sender.settled()]);
    },
    async stop() {
      stopped = true;
      await looking.stop();
      await loop.settled();
      await sender.giveBack();
      const late = setTimeout(() => transport.close(true), FINISH_WITHIN_MS);
      await sender.settled();
      clearTimeout(late);
      await renewing.stop();
      transport.close();
    },
  };
}

/** Without a server mails are set aside, and forget their links in time. */
function keepingWorker(options: { deps: SenderDeps; idleMs: number; log: Logger }): MailWorker {
  const { deps, idleMs, log } = options;
  const loop = oneAtATime(async () => {
    await keepMails();
    await dropExpiredLinks(deps.now());
  }, errorsTo(log));
  const looking = wakeEvery(idleMs, log, loop.wake);
  return {
    wake: loop.wake,
    settled: loop.settled,
    async stop() {
      await looking.stop();
      await loop.settled();
    },
  };
}

const errorsTo = (log: Logger) => (error: unknown) =>
  log.error({ error }, 'the mail worker met an error');

const wakeEvery = (ms: number, log: Logger, wake: () => void): Job =>
  repeat('looking for mail', ms, async () => wake(), log);
