import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const enrollmentStates = [
  'applied',
  'accepted',
  'wait-listed',
  'declined',
  'canceled',
] as const;
export type EnrollmentState = (typeof enrollmentStates)[number];
export const tiers = ['standard', 'premium'] as const;

const contactSchema = new Schema(
  {
    name: { type: String, required: true },
    email: { type: String, required: true },
    phone: { type: String, default: '' },
  },
  { _id: false, strict: 'throw' },
);

/** An employer's place at one fair. */
const enrollmentSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    employerId: { type: Schema.Types.ObjectId, required: true },
    /** The employer's name and kind as applied with, so that lists need one read. */
    employerName: { type: String, required: true },
    employerKind: { type: String, required: true },
    rural: { type: Boolean, required: true, default: false },
    /** Normalized name and contact address: applying twice is the same application. */
    key: { type: String, required: true },
    contact: { type: contactSchema, required: true },
    tierWish: { type: String, enum: tiers, required: true },
    /** Given by the organizer on acceptance. */
    tier: { type: String, enum: tiers, required: true },
    needsPower: { type: Boolean, required: true, default: false },
    needsAccessible: { type: Boolean, required: true, default: false },
    /** Booth codes or row letters, best first. */
    boothWishes: { type: [String], default: [] },
    /** Names of competitors as typed, not to stand beside. */
    notBeside: { type: [String], default: [] },
    state: { type: String, enum: enrollmentStates, required: true, default: 'applied' },
    reason: { type: String, default: '' },
    appliedAt: { type: Date, required: true },
    decidedAt: { type: Date, default: null },
    decidedBy: { type: Schema.Types.ObjectId, default: null },
    canceledAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

enrollmentSchema.index({ fairId: 1, key: 1 }, { unique: true, name: 'one_application' });
enrollmentSchema.index({ fairId: 1, state: 1, employerName: 1 }, { name: 'enrollments_of_a_fair' });

export type EnrollmentFields = InferSchemaType<typeof enrollmentSchema> & { _id: Types.ObjectId };
export const Enrollment = model('Enrollment', enrollmentSchema);
