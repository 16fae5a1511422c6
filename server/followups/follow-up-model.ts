import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const audiences = [
  'came',
  'did-not-come',
  'met-an-employer',
  'met-none',
  'employers-undecided',
] as const;
export type Audience = (typeof audiences)[number];

/** A message to one audience after the fair; who got it, and what became of it, is in the outbox, one row a person. */
const followUpSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    audience: { type: String, enum: audiences, required: true },
    subject: { type: String, required: true },
    body: { type: String, required: true },
    state: { type: String, enum: ['draft', 'sending', 'queued', 'canceled'], required: true },
    createdBy: { type: Schema.Types.ObjectId, required: true },
    createdAt: { type: Date, required: true },
    /** Set once, by a conditional update: a second press sends nothing twice. */
    sendingSince: { type: Date, default: null },
    recipients: { type: Number, default: null },
    /** Whoever puts the rows into the outbox holds it until then; afterwards the next takes over. Null: nothing to do. */
    queueingUntil: { type: Date, default: null },
  },
  { strict: 'throw' },
);

followUpSchema.index({ fairId: 1, createdAt: -1 }, { name: 'follow_ups_of_a_fair' });
followUpSchema.index({ state: 1, queueingUntil: 1 }, { name: 'follow_ups_under_way' });

export type FollowUpFields = InferSchemaType<typeof followUpSchema> & { _id: Types.ObjectId };
export const FollowUp = model('FollowUp', followUpSchema);
