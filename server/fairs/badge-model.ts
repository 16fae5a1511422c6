import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** Every version of every badge; the code itself is never stored, only its hashes. */
const badgeSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, enum: ['graduate', 'employer'], required: true },
    /** A registration's id, or a representative's. */
    holderId: { type: Schema.Types.ObjectId, required: true },
    version: { type: Number, required: true },
    tokenHash: { type: String, required: true },
    shortHash: { type: String, required: true },
    issuedAt: { type: Date, required: true },
    revokedAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

badgeSchema.index({ tokenHash: 1 }, { unique: true, name: 'badge_by_token' });
badgeSchema.index({ shortHash: 1 }, { unique: true, name: 'badge_by_short_code' });
badgeSchema.index({ holderId: 1, version: 1 }, { unique: true, name: 'badges_of_a_holder' });

export type BadgeFields = InferSchemaType<typeof badgeSchema> & { _id: Types.ObjectId };
export const Badge = model('Badge', badgeSchema);
