import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const nextSteps = ['interview', 'apply', 'keep_in_touch', 'not_now', 'no_match'] as const;
export type NextStep = (typeof nextSteps)[number];

/** A graduate at an employer's booth, recorded by the employer. Scanning the badge again opens the same visit. */
const visitSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    registrationId: { type: Schema.Types.ObjectId, required: true },
    /** As printed on the badge: all that a scan alone tells. */
    name: { type: String, required: true },
    recordedBy: { type: Schema.Types.ObjectId, required: true },
    visitedAt: { type: Date, required: true },
    note: { type: String, default: '' },
    /** 1–5 */
    rating: { type: Number, min: 1, max: 5, default: null },
    /** Null: undecided. */
    nextStep: { type: String, enum: [...nextSteps, null], default: null },
    decidedAt: { type: Date, default: null },
    changedAt: { type: Date, default: null },
    changedBy: { type: Schema.Types.ObjectId, default: null },
    /** Counts the savings, so that two colleagues who write at once lose nothing of each other. */
    revision: { type: Number, required: true, default: 0 },
    /** The page that saved last, so that it may save again when it missed the answer. */
    changedIn: { type: String, default: null },
  },
  { strict: 'throw' },
);

visitSchema.index({ enrollmentId: 1, registrationId: 1 }, { unique: true, name: 'one_visit' });
visitSchema.index({ enrollmentId: 1, visitedAt: -1 }, { name: 'visits_of_an_employer' });
visitSchema.index({ registrationId: 1, visitedAt: -1 }, { name: 'visits_of_a_graduate' });
visitSchema.index({ fairId: 1, nextStep: 1 }, { name: 'visits_of_a_fair' });

export type VisitFields = InferSchemaType<typeof visitSchema> & { _id: Types.ObjectId };
export const Visit = model('Visit', visitSchema);
