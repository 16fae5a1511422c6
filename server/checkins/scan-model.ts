import { model, Schema, type InferSchemaType, type Types } from 'mongoose';
import { outcomes, scanModes } from './outcome.ts';

const conflictSchema = new Schema(
  {
    kind: { type: String, enum: ['twice', 'refused'], required: true },
    open: { type: Boolean, required: true },
    settledAt: { type: Date, default: null },
    settledBy: { type: String, default: '' },
  },
  { _id: false, strict: 'throw' },
);

const earlierSchema = new Schema(
  {
    at: { type: Date, required: true },
    deskId: { type: Schema.Types.ObjectId, required: true },
    desk: { type: String, required: true },
    movedAt: { type: Date, required: true },
  },
  { _id: false, strict: 'throw' },
);

/**
 * Every scan, refused ones too, is one record that is only ever added. The scan that admits somebody is the arrival
 * of that day: it alone carries `stands`, so that scan and arrival are one write and cannot disagree.
 */
const scanSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    day: { type: String, default: null },
    deskId: { type: Schema.Types.ObjectId, required: true },
    deviceId: { type: Schema.Types.ObjectId, required: true },
    nonce: { type: String, required: true },
    /** What was scanned: hash of the code, or the registration's id. Same nonce and same subject: the same scan. */
    subject: { type: String, required: true },
    mode: { type: String, enum: scanModes, required: true },
    outcome: { type: String, enum: outcomes, required: true },
    registrationId: { type: Schema.Types.ObjectId },
    enrollmentId: { type: Schema.Types.ObjectId },
    segment: { type: String },
    /** Of an arrival; of any other scan the list is empty. */
    personKeys: { type: [String], required: true },
    /** The answer that was given, given again when the scan is repeated. */
    answer: { type: Schema.Types.Mixed, required: true },
    /** By the device's corrected clock, clamped between pairing and receipt. */
    scannedAt: { type: Date, required: true },
    receivedAt: { type: Date, required: true },
    /** What the device told the volunteer without a line; absent when the server was asked first. */
    told: { type: String, enum: outcomes },
    /** Set when that does not fit what the server knows; open until a supervisor has looked. */
    conflict: { type: conflictSchema, default: undefined },
    /** Only on an arrival: an earlier scan, sent later, says when and where it really was. */
    earlier: { type: earlierSchema, default: undefined },
    /** Only on an arrival: true while it counts, false once undone. */
    stands: { type: Boolean },
    undone: {
      type: new Schema(
        {
          at: { type: Date, required: true },
          by: { type: String, required: true },
          deviceId: { type: Schema.Types.ObjectId },
          why: { type: String, default: '' },
        },
        { _id: false, strict: 'throw' },
      ),
      default: undefined,
    },
  },
  { strict: 'throw', minimize: false },
);

// Two devices can scan one badge in the same instant. The index settles it, not the code that looked before.
scanSchema.index(
  { fairId: 1, day: 1, registrationId: 1 },
  { unique: true, partialFilterExpression: { stands: true }, name: 'one_standing_arrival' },
);
scanSchema.index({ deviceId: 1, nonce: 1, subject: 1 }, { unique: true, name: 'one_scan_a_nonce' });
// Neither is partial: a join asks for them by one field alone, and filters what it found.
scanSchema.index({ registrationId: 1, day: 1 }, { name: 'scans_of_a_registration' });
scanSchema.index({ personKeys: 1, fairId: 1 }, { name: 'arrivals_by_person' });
scanSchema.index({ fairId: 1, day: 1, receivedAt: 1 }, { name: 'scans_of_a_day' });
scanSchema.index(
  { fairId: 1, day: 1, 'undone.at': 1 },
  { partialFilterExpression: { stands: false }, name: 'undone_scans' },
);
scanSchema.index(
  { fairId: 1, 'conflict.open': 1, receivedAt: -1 },
  { partialFilterExpression: { 'conflict.open': true }, name: 'open_conflicts' },
);
scanSchema.index(
  { fairId: 1, day: 1, 'earlier.movedAt': 1 },
  { partialFilterExpression: { 'earlier.movedAt': { $exists: true } }, name: 'moved_arrivals' },
);

export type ScanFields = InferSchemaType<typeof scanSchema> & { _id: Types.ObjectId };
export const Scan = model('Scan', scanSchema);
