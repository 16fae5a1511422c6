import { Types, trusted } from 'mongoose';
import { isMailTemplate, mailTitles } from './mail-templates.ts';
import {
  fairMailKinds,
  mailStates,
  OutboxMail,
  type MailState,
  type OutboxMailFields,
} from './outbox-mail-model.ts';

/** Whose outbox: null is the whole installation's. */
export type OutboxScope = Types.ObjectId | null;

export interface OutboxQuery {
  state: MailState | null;
  /** The beginning of an address. */
  address: string;
  /** Id of the last mail of the page before. */
  before: string;
}

export interface OutboxPage {
  mails: ReturnType<typeof lineOf>[];
  /** What the next page begins after, or null when there is none. */
  next: string | null;
}

const PAGE = 50;
const FOUND = 200;

/** A page of mails, newest first; a search by address gives up to 200 at once. */
export async function listMails(scope: OutboxScope, query: OutboxQuery): Promise<OutboxPage> {
  if (query.address) return { mails: (await mailsTo(scope, query)).map(lineOf), next: null };
  const before = Types.ObjectId.isValid(query.before) ? new Types.ObjectId(query.before) : null;
  const found = await OutboxMail.find({
    ...within(scope),
    ...(query.state && { state: query.state }),
    ...(before && { _id: trusted({ $lt: before }) }),
  })
    .sort({ _id: -1 })
    .limit(PAGE + 1)
    .lean<OutboxMailFields[]>();
  const page = found.slice(0, PAGE);
  const more = found.length > PAGE;
  return { mails: page.map(lineOf), next: more ? String(page.at(-1)!._id) : null };
}

const mailsTo = (scope: OutboxScope, { state, address }: OutboxQuery) =>
  OutboxMail.find({
    to: trusted({ $gte: address, $lt: `${address}\uffff` }),
    ...within(scope),
    ...(state && { state }),
  })
    .sort({ to: 1, _id: -1 })
    .limit(FOUND)
    .lean<OutboxMailFields[]>();

/** Sign-in and invitation mails belong to no fair; naming the kinds here keeps that from resting on one place. */
const within = (scope: OutboxScope) =>
  scope ? { fairId: scope, kind: trusted({ $in: fairMailKinds }) } : {};

/** How many mails are in each state, counted by the index alone. */
export async function countMails(scope: OutboxScope): Promise<Record<MailState, number>> {
  const counts = await Promise.all(
    mailStates.map((state) =>
      OutboxMail.countDocuments(scope ? { fairId: scope, state } : { state }),
    ),
  );
  return Object.fromEntries(mailStates.map((state, at) => [state, counts[at]!])) as Record<
    MailState,
    number
  >;
}

/** One mail, or null when it is not in this outbox. */
export async function findMail(scope: OutboxScope, id: string): Promise<OutboxMailFields | null> {
  if (!Types.ObjectId.isValid(id)) return null;
  const _id = new Types.ObjectId(id);
  return OutboxMail.findOne({ _id, ...within(scope) }).lean<OutboxMailFields>();
}

/** What a list shows of a mail. */
export function lineOf(mail: OutboxMailFields) {
  const { to, state, attempts, createdAt, settledAt, lastReply } = mail;
  const later = state === 'queued' && attempts > 0 ? mail.nextAttemptAt : null;
  const facts = { to, state, attempts, createdAt, settledAt, lastReply };
  return { id: String(mail._id), title: titleOf(mail), ...facts, nextAttemptAt: later };
}

/** What the mail is, in words; a follow-up by the subject that its organizer wrote. */
export function titleOf({ template, data }: Pick<OutboxMailFields, 'template' | 'data'>): string {
  const { subject } = data as { subject?: unknown };
  if (template === 'follow-up' && typeof subject === 'string') return subject;
  return isMailTemplate(template) ? mailTitles[template] : template;
}
