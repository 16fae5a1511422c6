import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** One employer stands at one booth, and one booth holds one employer: both by unique indexes. */
const assignmentSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    boothId: { type: Schema.Types.ObjectId, required: true },
    boothCode: { type: String, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    pinned: { type: Boolean, required: true, default: false },
    /** Which wish it meets, from 0; null: none. */
    wishRank: { type: Number, default: null },
    reasons: { type: [String], default: [] },
    assignedBy: { type: Schema.Types.ObjectId, default: null },
    assignedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

assignmentSchema.index({ boothId: 1 }, { unique: true, name: 'one_employer_a_booth' });
assignmentSchema.index({ enrollmentId: 1 }, { unique: true, name: 'one_booth_an_employer' });
assignmentSchema.index({ fairId: 1, boothCode: 1 }, { name: 'assignments_of_a_fair' });

export type AssignmentFields = InferSchemaType<typeof assignmentSchema> & { _id: Types.ObjectId };
export const Assignment = model('Assignment', assignmentSchema);
