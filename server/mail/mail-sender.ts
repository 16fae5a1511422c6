import type { Deps } from '../deps.ts';
import { claimMails, releaseMails } from './claim-mails.ts';
import { deliverMail, type DeliveryDeps } from './deliver-mail.ts';
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

/** Few enough that a sign-in mail never waits long behind what is claimed already. */
const CLAIM_PER_CONNECTION = 4;

/** Holds claimed mails and sends them, `concurrency` at a time. */
export function mailSender(options: SenderOptions) {
  const { deps, transport, concurrency, leaseMs, onError, onFree } = options;
  const pause = serverPause();
  const underWay = new Map<OutboxMailFields, Promise<void>>();
  let ready: Claimed[] = [];

  async function deliver({ mail, suppressed }: Claimed): Promise<void> {
    try {
      const settlement = await deliverMail(mail, suppressed, transport, deps);
      if (settlement.state === 'queued' && settlement.unreachable) pause.begin(deps.now());
      else pause.end();
      if (mail.fairId) deps.live.fairChanged(String(mail.fairId), ['mail']);
    } catch (error) {
      onError(error);
    } finally {
      underWay.delete(mail);
      onFree();
    }
  }

  return {
    /** Starts what is due until every connection is busy, nothing is due or the server cannot be reached. */
    async startDue(): Promise<void> {
      while (underWay.size < concurrency && !pause.lasts(deps.now())) {
        if (ready.length === 0) ready = await claim(concurrency, leaseMs, deps);
        const next = ready.shift();
        if (!next) return;
        underWay.set(next.mail, deliver(next));
      }
    },
    held: () => [...underWay.keys(), ...ready.map((each) => each.mail)],
    busy: () => underWay.size > 0,
    async settled(): Promise<void> {
      while (underWay.size) await Promise.all(underWay.values());
    },
    /** Puts back what was claimed and not begun. */
    giveBack: () =>
      releaseMails(
        ready.splice(0).map((each) => each.mail),
        deps.now(),
      ),
  };
}

/** Who takes no bulk mail is asked at the last moment, not when the mail was queued. */
async function claim(concurrency: number, leaseMs: number, deps: SenderDeps): Promise<Claimed[]> {
  const mails = await claimMails(concurrency * CLAIM_PER_CONNECTION, leaseMs, deps.now());
  const bulk = mails.filter((mail) => mail.kind === 'bulk').map((mail) => mail.to);
  const off = await suppressedAmong(bulk, deps);
  return mails.map((mail) => ({ mail, suppressed: mail.kind === 'bulk' && off.has(mail.to) }));
}
