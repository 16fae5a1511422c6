import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const mailStates = [
  'queued',
  'sending',
  'sent',
  'failed',
  /** No SMTP server is configured: the mail waits in the app and nothing is lost. */
  'kept',
  /** The address takes no bulk mail. */
  'suppressed',
  'canceled',
] as const;
export type MailState = (typeof mailStates)[number];

export const mailKinds = ['sign-in', 'invitation', 'service', 'bulk'] as const;
export type MailKind = (typeof mailKinds)[number];
/** What a fair's organizers may see; the other kinds hold links that sign somebody in. */
export const fairMailKinds: MailKind[] = ['service', 'bulk'];

/** Present until the mail is sent or the link has expired, whichever comes first. */
const linkSchema = new Schema(
  { url: { type: String, required: true }, expiresAt: { type: Date, required: true } },
  { _id: false, strict: 'throw' },
);

/** One message to one recipient. */
const outboxMailSchema = new Schema(
  {
    /** Who queues the same key again queues nothing. */
    key: { type: String, required: true },
    /** Null for sign-in and invitation mails, so that no fair's outbox can show them. */
    fairId: { type: Schema.Types.ObjectId, default: null },
    /** Groups the messages of one sending to many. */
    batch: { type: String, default: null },
    to: { type: String, required: true },
    template: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    kind: { type: String, enum: mailKinds, required: true },
    /** 0 goes first: nobody waits for a sign-in link behind ten thousand follow-ups. */
    priority: { type: Number, required: true },
    link: { type: linkSchema },
    state: { type: String, enum: mailStates, required: true },
    attempts: { type: Number, required: true, default: 0 },
    nextAttemptAt: { type: Date, required: true },
    /** Names one claim of one worker. */
    leaseOwner: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    /** What the server said last, or why it was not asked. */
    lastReply: { type: String, default: '' },
    /** Left part of the Message-ID; the same at each attempt, so that a receiver can drop a double. */
    messageId: { type: String, required: true },
    createdAt: { type: Date, required: true },
    /** When it was sent, failed, suppressed or canceled. */
    settledAt: { type: Date, default: null },
    /** Mails that belong to no fair go by themselves. */
    dropAt: { type: Date },
  },
  { strict: 'throw', minimize: false },
);

outboxMailSchema.index({ key: 1 }, { unique: true, name: 'one_mail_per_key' });
// Each change of state costs every index that holds it, so the two busiest hold one state only.
outboxMailSchema.index(
  { priority: 1, nextAttemptAt: 1 },
  { partialFilterExpression: { state: 'queued' }, name: 'mail_due' },
);
outboxMailSchema.index(
  { settledAt: 1 },
  { partialFilterExpression: { state: 'sent' }, name: 'mail_sent' },
);
outboxMailSchema.index({ state: 1, _id: -1 }, { name: 'mail_by_state' });
outboxMailSchema.index({ fairId: 1, _id: -1 }, { name: 'mail_of_a_fair' });
outboxMailSchema.index({ fairId: 1, state: 1, _id: -1 }, { name: 'mail_of_a_fair_by_state' });
outboxMailSchema.index({ to: 1, _id: -1 }, { name: 'mail_to_an_address' });
outboxMailSchema.index(
  { batch: 1, state: 1 },
  { partialFilterExpression: { batch: { $gt: '' } }, name: 'mail_of_a_batch' },
);
outboxMailSchema.index({ 'link.expiresAt': 1 }, { sparse: true, name: 'mail_with_a_link' });
outboxMailSchema.index({ dropAt: 1 }, { expireAfterSeconds: 0, name: 'mail_of_no_fair' });

export type OutboxMailFields = InferSchemaType<typeof outboxMailSchema> & { _id: Types.ObjectId };
export const OutboxMail = model('OutboxMail', outboxMailSchema);
