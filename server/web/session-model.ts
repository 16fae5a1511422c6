import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

const sessionSchema = new Schema(
  {
    tokenHash: { type: String, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    /** What the browser calls itself, for the page that lists sessions. */
    userAgent: { type: String, default: '' },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    /** The earlier of the idle and the absolute limit. */
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

sessionSchema.index({ tokenHash: 1 }, { unique: true, name: 'session_by_token' });
sessionSchema.index({ accountId: 1, lastSeenAt: -1 }, { name: 'sessions_of_an_account' });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0, name: 'expired_sessions' });

export type SessionFields = InferSchemaType<typeof sessionSchema> & { _id: Types.ObjectId };
export const Session = model('Session', sessionSchema);
