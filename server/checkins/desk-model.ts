import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A check-in place, e.g. East 2. */
const deskSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    addedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

deskSchema.index({ fairId: 1, name: 1 }, { unique: true, name: 'desk_by_name' });

export type DeskFields = InferSchemaType<typeof deskSchema> & { _id: Types.ObjectId };
export const Desk = model('Desk', deskSchema);
