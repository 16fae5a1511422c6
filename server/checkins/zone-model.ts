import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A part of the fair that people enter and leave: a workshop, the résumé clinic. */
const zoneSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    /** Null: as many as come. */
    capacity: { type: Number, default: null },
    addedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

zoneSchema.index({ fairId: 1, name: 1 }, { unique: true, name: 'zone_by_name' });

export type ZoneFields = InferSchemaType<typeof zoneSchema> & { _id: Types.ObjectId };
export const Zone = model('Zone', zoneSchema);
