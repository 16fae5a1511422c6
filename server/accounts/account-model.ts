import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** One person by email address. What somebody may do follows from the owner flag, fair teams, representatives and registrations. */
const accountSchema = new Schema(
  {
    /** Lower case. */
    email: { type: String, required: true },
    name: { type: String, default: '' },
    /** Keeps the installation. */
    owner: { type: Boolean, required: true, default: false },
    createdAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

accountSchema.index({ email: 1 }, { unique: true, name: 'account_by_email' });
accountSchema.index({ owner: 1 }, { name: 'owners', partialFilterExpression: { owner: true } });

export type AccountFields = InferSchemaType<typeof accountSchema> & { _id: Types.ObjectId };
export const Account = model('Account', accountSchema);
