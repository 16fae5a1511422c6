import type { Response } from 'express';
import { z } from 'zod';
import type { Guard } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { showMail } from './mail-page.ts';
import { countFreshlyKept, needsLink } from './outbox-actions.ts';
import {
  countMails,
  lineOf,
  listMails,
  type OutboxQuery,
  type OutboxScope,
} from './outbox-list.ts';
import { mailStates, type OutboxMailFields } from './outbox-mail-model.ts';

/** Where the same pages stand, and for whom. */
export interface Outbox {
  guard: Guard;
  scope(res: Response): OutboxScope;
  base(res: Response): string;
  locals(res: Response): { timeZone: string; nav?: unknown; owner: boolean };
}

const outboxQuery = z.object({
  state: z.enum(mailStates).nullable().catch(null),
  address: z.string().trim().toLowerCase().max(254).catch(''),
  before: z.string().max(24).catch(''),
});

/** Reads filters leniently: an address that somebody typed by hand shows a list all the same. */
export const readOutboxQuery = (query: unknown): OutboxQuery => outboxQuery.parse(query);

export async function showOutbox(
  res: Response,
  outbox: Outbox,
  query: OutboxQuery,
  deps: Deps,
): Promise<void> {
  const scope = outbox.scope(res);
  const sends = Boolean(deps.config.smtpUrl);
  const [{ mails, next }, counts, fresh] = await Promise.all([
    listMails(scope, query),
    countMails(scope),
    sends ? countFreshlyKept(scope, deps.now()) : 0,
  ]);
  const base = outbox.base(res);
  res.render('mail/outbox', {
    title: 'Mail',
    ...outbox.locals(res),
    base,
    sends,
    fresh,
    mails,
    query,
    states: stateTabs(base, query, counts),
    older: next && `${base}?${new URLSearchParams({ ...stateOf(query), before: next })}`,
    form: { values: { address: query.address }, errors: {} },
  });
}

const stateOf = ({ state }: OutboxQuery): Record<string, string> => (state ? { state } : {});

function stateTabs(base: string, query: OutboxQuery, counts: Record<string, number>) {
  const address: Record<string, string> = query.address ? { address: query.address } : {};
  const all = { state: null, count: Object.values(counts).reduce((a, b) => a + b, 0) };
  const shown = mailStates.filter((state) => counts[state] || state === query.state);
  return [all, ...shown.map((state) => ({ state, count: counts[state] ?? 0 }))].map((tab) => ({
    ...tab,
    current: tab.state === query.state,
    href: `${base}?${new URLSearchParams({ ...address, ...(tab.state && { state: tab.state }) })}`,
  }));
}

export function showMailPage(
  res: Response,
  outbox: Outbox,
  mail: OutboxMailFields,
  deps: Deps,
): void {
  const shown = showMail(mail, deps);
  const sends = Boolean(deps.config.smtpUrl);
  res.set({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  res.render('mail/mail', {
    title: 'Mail',
    ...outbox.locals(res),
    base: outbox.base(res),
    mail: { ...lineOf(mail), messageId: mail.messageId },
    subject: 'drawn' in shown ? shown.drawn.subject : '',
    text: 'drawn' in shown ? shown.drawn.text : '',
    hidden: 'hidden' in shown ? shown.hidden : '',
    canRetry: sends && ['failed', 'kept'].includes(mail.state) && (!needsLink(mail) || mail.link),
    canCancel: ['queued', 'kept'].includes(mail.state),
    sends,
  });
}
