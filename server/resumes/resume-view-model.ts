import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** Somebody of an employer opened a résumé; the graduate sees this list. */
const resumeViewSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    registrationId: { type: Schema.Types.ObjectId, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    employerName: { type: String, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    /** The page with the text, or the file itself. */
    what: { type: String, enum: ['page', 'file'], required: true },
    /** Which consent allowed it. */
    under: { type: String, enum: ['all', 'yes'], required: true },
    at: { type: Date, required: true },
  },
  { strict: 'throw' },
);

resumeViewSchema.index({ registrationId: 1, at: -1 }, { name: 'views_of_a_graduate' });
resumeViewSchema.index({ enrollmentId: 1, at: -1 }, { name: 'views_by_an_employer' });

export type ResumeViewFields = InferSchemaType<typeof resumeViewSchema> & { _id: Types.ObjectId };
export const ResumeView = model('ResumeView', resumeViewSchema);
