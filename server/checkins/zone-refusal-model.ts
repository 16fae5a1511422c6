import { model, Schema, type InferSchemaType, type Types } from 'mongoose';
import { refusals } from './zone-pass.ts';

/** Somebody was not let into a zone, or was not inside to be let out. Only ever added. */
const zoneRefusalSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    day: { type: String, required: true },
    zoneId: { type: Schema.Types.ObjectId, required: true },
    deviceId: { type: Schema.Types.ObjectId, required: true },
    nonce: { type: String, required: true },
    /** Hash of what was scanned. */
    subject: { type: String, required: true },
    /** Absent when the badge is not known here. */
    registrationId: { type: Schema.Types.ObjectId },
    outcome: { type: String, enum: refusals, required: true },
    at: { type: Date, required: true },
  },
  { strict: 'throw' },
);

zoneRefusalSchema.index(
  { deviceId: 1, nonce: 1, subject: 1 },
  { unique: true, name: 'one_refusal_a_nonce' },
);

export type ZoneRefusalFields = InferSchemaType<typeof zoneRefusalSchema> & { _id: Types.ObjectId };
export const ZoneRefusal = model('ZoneRefusal', zoneRefusalSchema);
