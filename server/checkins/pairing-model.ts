import { model, Schema, type InferSchemaType, type Types } from 'mongoose';
import { deviceRoles } from './device-model.ts';

/** A link that turns one browser into a device: used once, valid 15 minutes; shows no data by itself. */
const pairingSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    deskId: { type: Schema.Types.ObjectId, required: true },
    role: { type: String, enum: deviceRoles, required: true },
    tokenHash: { type: String, required: true },
    createdBy: { type: Schema.Types.ObjectId, default: null },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
    /** The demo's link may be used again while it lives. */
    reusable: { type: Boolean, required: true, default: false },
  },
  { strict: 'throw' },
);

pairingSchema.index({ tokenHash: 1 }, { unique: true, name: 'pairing_by_token' });
pairingSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400, name: 'expired_pairings' });

export type PairingFields = InferSchemaType<typeof pairingSchema> & { _id: Types.ObjectId };
export const Pairing = model('Pairing', pairingSchema);
