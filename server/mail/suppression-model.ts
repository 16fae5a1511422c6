import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** An address that takes no bulk mail. Only a keyed hash of it is kept, so that the list outlives the person's data. */
const suppressionSchema = new Schema(
  {
    addressKey: { type: String, required: true },
    why: { type: String, enum: ['unsubscribed', 'bounced'], required: true },
    since: { type: Date, required: true },
  },
  { strict: 'throw' },
);

suppressionSchema.index({ addressKey: 1 }, { unique: true, name: 'one_suppression_per_address' });

export type SuppressionFields = InferSchemaType<typeof suppressionSchema> & { _id: Types.ObjectId };
export const Suppression = model('Suppression', suppressionSchema);
