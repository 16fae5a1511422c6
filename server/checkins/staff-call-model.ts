import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** Help is wanted, somebody says that the badge is not theirs, or no badge came out of the printer. */
export const callReasons = ['help', 'not-me', 'print'] as const;
export type CallReason = (typeof callReasons)[number];

/** A kiosk asks for staff. */
const staffCallSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    deskId: { type: Schema.Types.ObjectId, required: true },
    deviceId: { type: Schema.Types.ObjectId, required: true },
    why: { type: String, enum: callReasons, default: 'help' },
    at: { type: Date, required: true },
    open: { type: Boolean, required: true, default: true },
    answeredAt: { type: Date, default: null },
    /** An organizer's account, or a supervisor's device; the kiosk itself when it was brought back by its PIN. */
    answeredBy: { type: Schema.Types.ObjectId, default: null },
    answeredByDevice: { type: Schema.Types.ObjectId, default: null },
  },
  { strict: 'throw' },
);

// However often the button is pressed: one call until somebody answers.
staffCallSchema.index(
  { deviceId: 1 },
  { unique: true, partialFilterExpression: { open: true }, name: 'one_open_call_a_device' },
);
staffCallSchema.index(
  { fairId: 1, at: 1 },
  { partialFilterExpression: { open: true }, name: 'open_calls_of_a_fair' },
);

export type StaffCallFields = InferSchemaType<typeof staffCallSchema> & { _id: Types.ObjectId };
export const StaffCall = model('StaffCall', staffCallSchema);
