import type { Deps } from '../deps.ts';
import { claimMails, releaseMails, URGENT } from './claim-mails.ts';
import { attemptMail, type DeliveryDeps, type Settlement } from './attempt-mail.ts';
import { mailSettler } from './mail-settler.ts';
import type { MailTransport } from './mail-transport.ts';
import type { OutboxMailFields } from './outbox-mail-model.ts';
import { serverPause } from './server-pause.ts';
import { suppressedAmong } from './suppression.ts';

export type SenderDeps = DeliveryDeps & Pick<Deps, 'live'>;

interface SenderOptions {
  deps: SenderDeps;
  transport: MailTransport;
  concurrency: number;
  leaseMs: number;
  onError(error: unknown): void;
  /** Called whenever one more mail could be taken. */
  onFree(): void;
}

interface Claimed {
  mail: OutboxMailFields;
  suppressed: boolean;
}

const CLAIM_PER_CONNECTION = 10;
const SUPPRESSED: Settlement = {
  state: 'suppressed',
  reply: 'Not sent: this address takes no such messages.',
};

/** Holds claimed mails and sends them, `concurrency` at a time. */
export function mailSender(options: SenderOptions) {
  const { deps, transport, concurrency, onError, onFree } = options;
  const limit = concurrency * CLAIM_PER_CONNECTION;
  const pause = serverPause();
  const settler = mailSettler(deps.live);
  const ready: Claimed[] = [];
  const underWay = new Map<OutboxMailFields, Promise<void>>();
  let sending = 0;
  let refilling: Promise<void> | undefined;

  async function refill(priorities?: number[]): Promise<void> {
    ready.push(...(await claim(limit, options, priorities)));
    ready.sort(byUrgency);
  }

  /** Claims more while the last of what is claimed is being sent. */
  function refillAhead(): void {
    refilling ??= refill()
      .catch(onError)
      .finally(() => {
        refilling = undefined;
        if (ready.length) onFree();
      });
  }

  async function deliver({ mail, suppressed }: Claimed): Promise<void> {
    const settlement = suppressed ? SUPPRESSED : await attempt(mail);
    await settler.settle(mail, settlement, deps.now());
    deps.log.info({ mailId: String(mail._id), state: settlement.state }, 'mail settled');
  }

  async function attempt(mail: OutboxMailFields): Promise<Settlement> {
    sending += 1;
    try {
      const settlement = await attemptMail(mail, transport, deps);
      if (settlement.state === 'queued' && settlement.unreachable) pause.begin(deps.now());
      else pause.end();
      return settlement;
    } finally {
      // The connection takes its next mail while the outcome of this one is being written.
      sending -= 1;
      onFree();
    }
  }

  function leave(mail: OutboxMailFields): void {
    underWay.delete(mail);
    onFree();
  }

  return {
    /** Starts what is due until every connection is busy, nothing is due or the server cannot be reached. */
    async startDue(): Promise<void> {
      while (sending < concurrency && underWay.size < limit && !pause.lasts(deps.now())) {
        if (ready.length === 0) await (refilling ?? refill());
        const next = ready.shift();
        if (!next) return;
        underWay.set(
          next.mail,
          deliver(next)
            .catch(onError)
            .finally(() => leave(next.mail)),
        );
        if (ready.length === limit / 2) refillAhead();
      }
    },
    /** Lets what just came in and is not bulk overtake the bulk mail that is claimed already. */
    async claimUrgent(): Promise<void> {
      if (ready.length && !pause.lasts(deps.now())) await refill(URGENT);
    },
    held: () => [...underWay.keys(), ...ready.map((each) => each.mail)],
    busy: () => underWay.size > 0 || refilling !== undefined,
    async settled(): Promise<void> {
      while (underWay.size || refilling) await Promise.all([...underWay.values(), refilling]);
    },
    /** Puts back what was claimed and not begun. */
    async giveBack(): Promise<void> {
      await refilling;
      const mails = ready.splice(0).map((each) => each.mail);
      await releaseMails(mails, deps.now());
    },
  };
}

/** Who takes no bulk mail is asked at the last moment, not when the mail was queued. */
async function claim(
  limit: number,
  { deps, leaseMs }: SenderOptions,
  priorities?: number[],
): Promise<Claimed[]> {
  const mails = await claimMails(limit, leaseMs, deps.now(), priorities);
  const bulk = mails.filter((mail) => mail.kind === 'bulk').map((mail) => mail.to);
  const off = await suppressedAmong(bulk, deps);
  return mails.map((mail) => ({ mail, suppressed: mail.kind === 'bulk' && off.has(mail.to) }));
}

const byUrgency = ({ mail: a }: Claimed, { mail: b }: Claimed): number =>
  a.priority - b.priority || a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime();
