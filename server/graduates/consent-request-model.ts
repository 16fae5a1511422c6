import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** An employer asks a graduate who approves each one; answered on the graduate's own page. */
const consentRequestSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    registrationId: { type: Schema.Types.ObjectId, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    askedBy: { type: Schema.Types.ObjectId, required: true },
    askedAt: { type: Date, required: true },
    answer: { type: String, enum: ['yes', 'no'], default: null },
    answeredAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

consentRequestSchema.index(
  { registrationId: 1, enrollmentId: 1 },
  { unique: true, name: 'asked_once' },
);
consentRequestSchema.index({ enrollmentId: 1 }, { name: 'requests_of_an_employer' });

export type ConsentRequestFields = InferSchemaType<typeof consentRequestSchema> & {
  _id: Types.ObjectId;
};
export const ConsentRequest = model('ConsentRequest', consentRequestSchema);
