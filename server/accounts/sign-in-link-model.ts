import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A link that signs a browser in. Only hashes are kept; a row stands also for addresses that nobody has, so that both take the same time. */
const signInLinkSchema = new Schema(
  {
    tokenHash: { type: String, required: true },
    purpose: {
      type: String,
      enum: ['sign-in', 'invitation', 'first-owner', 'handed-out', 'demo'],
      required: true,
    },
    email: { type: String, default: '' },
    accountId: { type: Schema.Types.ObjectId, default: null },
    /** The browser that asked; null: any browser may use it. */
    browserHash: { type: String, default: null },
    /** Of the six digits shown when the link is opened in another browser. */
    codeHash: { type: String, default: null },
    wrongCodes: { type: Number, default: 0 },
    /** Where to go afterwards; a path of ours. */
    next: { type: String, default: '/home' },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

signInLinkSchema.index({ tokenHash: 1 }, { unique: true, name: 'link_by_token' });
signInLinkSchema.index({ email: 1, createdAt: -1 }, { name: 'links_of_an_address' });
signInLinkSchema.index({ browserHash: 1, createdAt: -1 }, { name: 'links_of_a_browser' });
signInLinkSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400, name: 'expired_links' });

export type SignInLinkFields = InferSchemaType<typeof signInLinkSchema> & { _id: Types.ObjectId };
export const SignInLink = model('SignInLink', signInLinkSchema);
