import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const employerKinds = [
  'hospital',
  'clinic',
  'vendor',
  'consultancy',
  'plan',
  'public-health',
  'agency',
  'other',
] as const;

/** An organization that hires; it may enroll at many fairs. */
const employerSchema = new Schema(
  {
    name: { type: String, required: true },
    kind: { type: String, enum: employerKinds, required: true },
    place: { type: String, default: '' },
    rural: { type: Boolean, required: true, default: false },
    website: { type: String, default: '' },
    about: { type: String, default: '' },
    createdAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

export type EmployerFields = InferSchemaType<typeof employerSchema> & { _id: Types.ObjectId };
export const Employer = model('Employer', employerSchema);
