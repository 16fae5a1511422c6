import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const representativeRoles = ['owner', 'representative', 'viewer'] as const;
export type RepresentativeRole = (typeof representativeRoles)[number];

/** A person of an employer at one fair; each has a sign-in and a badge of their own. */
const representativeSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    role: { type: String, enum: representativeRoles, required: true },
    addedAt: { type: Date, required: true },
    removedAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

representativeSchema.index(
  { enrollmentId: 1, accountId: 1 },
  { unique: true, name: 'one_part_in_an_enrollment' },
);
representativeSchema.index({ accountId: 1, fairId: 1 }, { name: 'enrollments_of_an_account' });
representativeSchema.index({ fairId: 1 }, { name: 'representatives_of_a_fair' });

export type RepresentativeFields = InferSchemaType<typeof representativeSchema> & {
  _id: Types.ObjectId;
};
export const Representative = model('Representative', representativeSchema);
