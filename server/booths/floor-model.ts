import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A fair's floor: how its rows are laid out, what the last assignment run said, and whether the map is public. */
const floorSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    rows: { type: Number, required: true },
    columns: { type: Number, required: true },
    /** An aisle follows each of these rows (from 0). */
    aislesAfterRows: { type: [Number], default: [] },
    /** An aisle follows each of these columns (from 0): booths across it are not beside each other. */
    aislesAfterColumns: { type: [Number], default: [] },
    /** Raised by every change of booths or assignments, so that a plan made on old facts is not applied. */
    version: { type: Number, required: true, default: 1 },
    /** What the engine said of the last run: wish value, bound, whether proven, unplaced with reasons. */
    lastRun: { type: Schema.Types.Mixed, default: null },
    publishedAt: { type: Date, default: null },
    changedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

floorSchema.index({ fairId: 1 }, { unique: true, name: 'floor_of_a_fair' });

export type FloorFields = InferSchemaType<typeof floorSchema> & { _id: Types.ObjectId };
export const Floor = model('Floor', floorSchema);
