import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** Who let whom see what, since when. A choice for the whole fair names no enrollment; an answer to one employer does. */
const consentRecordSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    registrationId: { type: Schema.Types.ObjectId, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, default: null },
    choice: { type: String, enum: ['all', 'approve', 'ask', 'yes', 'no'], required: true },
    /** Where it was said: on the registration, on the own page, handed over at the booth, at the desk. */
    given: { type: String, enum: ['registration', 'own-page', 'booth', 'desk'], required: true },
    since: { type: Date, required: true },
    withdrawnAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

consentRecordSchema.index(
  { registrationId: 1, enrollmentId: 1 },
  {
    unique: true,
    partialFilterExpression: { withdrawnAt: null },
    name: 'one_standing_consent',
  },
);
consentRecordSchema.index({ enrollmentId: 1, choice: 1 }, { name: 'consents_for_an_employer' });
consentRecordSchema.index({ registrationId: 1, since: -1 }, { name: 'consents_of_a_graduate' });

export type ConsentRecordFields = InferSchemaType<typeof consentRecordSchema> & {
  _id: Types.ObjectId;
};
export const ConsentRecord = model('ConsentRecord', consentRecordSchema);
