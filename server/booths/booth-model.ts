import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A numbered place on the floor. */
const boothSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    /** Row letter and number, e.g. A4. */
    code: { type: String, required: true },
    /** From 0, top to bottom and left to right. */
    row: { type: Number, required: true },
    column: { type: Number, required: true },
    power: { type: Boolean, required: true, default: false },
    accessible: { type: Boolean, required: true, default: false },
    premium: { type: Boolean, required: true, default: false },
  },
  { strict: 'throw' },
);

boothSchema.index({ fairId: 1, code: 1 }, { unique: true, name: 'booth_by_code' });

export type BoothFields = InferSchemaType<typeof boothSchema> & { _id: Types.ObjectId };
export const Booth = model('Booth', boothSchema);
