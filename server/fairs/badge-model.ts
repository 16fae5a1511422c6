import { model, Schema, type InferSchemaType, type Types } from 'mongoose';
import { badgeSizes } from './badge-sizes.ts';

/** What is printed in place of the holder's own name and school; the person stays as registered. */
const textSchema = new Schema(
  {
    first: { type: String, required: true },
    last: { type: String, default: '' },
    line: { type: String, default: '' },
  },
  { _id: false, strict: 'throw' },
);

const printSchema = new Schema(
  {
    at: { type: Date, required: true },
    size: { type: String, enum: badgeSizes, required: true },
    /** The desk, or the organizer, as called then. */
    by: { type: String, required: true },
    deskId: { type: Schema.Types.ObjectId },
    accountId: { type: Schema.Types.ObjectId },
    /** Why it was printed once more; empty for the first time. */
    reason: { type: String, default: '' },
  },
  { _id: false, strict: 'throw' },
);

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
    text: { type: textSchema, default: null },
    prints: { type: [printSchema], default: [] },
    /** When it was last printed; null while it never was. Says nothing about whether its holder is here. */
    printedAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

badgeSchema.index({ tokenHash: 1 }, { unique: true, name: 'badge_by_token' });
badgeSchema.index({ shortHash: 1 }, { unique: true, name: 'badge_by_short_code' });
badgeSchema.index({ fairId: 1, printedAt: 1 }, { name: 'badges_by_printing' });
badgeSchema.index({ holderId: 1, version: 1 }, { unique: true, name: 'badges_of_a_holder' });
badgeSchema.index({ fairId: 1 }, { name: 'badges_of_a_fair' });

export type BadgeFields = InferSchemaType<typeof badgeSchema> & { _id: Types.ObjectId };
export const Badge = model('Badge', badgeSchema);
