import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A course of study in health IT at a school, on the list that a fair's organizer offers at registration. */
const programSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    school: { type: String, required: true },
    name: { type: String, required: true },
    place: { type: String, default: '' },
    /** Normalized school and name, so that one program stands on the list once. */
    key: { type: String, required: true },
    addedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

programSchema.index({ fairId: 1, key: 1 }, { unique: true, name: 'program_once_a_fair' });

export type ProgramFields = InferSchemaType<typeof programSchema> & { _id: Types.ObjectId };
export const Program = model('Program', programSchema);
