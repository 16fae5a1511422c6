import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A job that an employer brings to the fair. */
const openingSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    /** Role codes, CC-1 … UB-6. */
    roles: { type: [String], required: true },
    yearsAsked: { type: Number, required: true, default: 0 },
    /** System ids. */
    systemsRequired: { type: [String], default: [] },
    systemsTrained: { type: [String], default: [] },
    place: { type: String, default: '' },
    rural: { type: Boolean, required: true, default: false },
    addedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

openingSchema.index({ enrollmentId: 1, addedAt: 1 }, { name: 'openings_of_an_enrollment' });
openingSchema.index({ fairId: 1, roles: 1 }, { name: 'openings_of_a_fair_by_role' });

export type OpeningFields = InferSchemaType<typeof openingSchema> & { _id: Types.ObjectId };
export const Opening = model('Opening', openingSchema);
