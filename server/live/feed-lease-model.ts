import { model, Schema, type InferSchemaType } from 'mongoose';

/** Which process counts and numbers a fair's frames, and the number of the last one. */
const feedLeaseSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    /** Id of a process, made anew at each start. */
    owner: { type: String, required: true },
    until: { type: Date, required: true },
    seq: { type: Number, required: true },
  },
  { strict: 'throw' },
);

// Two processes can want a fair's first lease in the same moment: the second insert fails here.
feedLeaseSchema.index({ fairId: 1 }, { unique: true, name: 'one_feed_lease_a_fair' });

export type FeedLeaseFields = InferSchemaType<typeof feedLeaseSchema>;
export const FeedLease = model('FeedLease', feedLeaseSchema);
