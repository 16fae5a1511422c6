import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const fairStates = ['draft', 'open', 'live', 'closed'] as const;
export type FairState = (typeof fairStates)[number];

/** Longer than this nobody's data is kept; an organizer may set less. */
export const MOST_KEPT_DAYS = 180;

const windowSchema = new Schema(
  { opensAt: { type: Date, required: true }, closesAt: { type: Date, required: true } },
  { _id: false, strict: 'throw' },
);

/** A day of the fair: the calendar date and the opening hours in the fair's own zone. */
const daySchema = new Schema(
  {
    /** YYYY-MM-DD */
    date: { type: String, required: true },
    /** HH:MM, 24 hours */
    opens: { type: String, required: true },
    closes: { type: String, required: true },
  },
  { _id: false, strict: 'throw' },
);

const fairSchema = new Schema(
  {
    slug: { type: String, required: true },
    name: { type: String, required: true },
    about: { type: String, default: '' },
    venue: { type: String, required: true },
    address: { type: String, required: true },
    /** IANA name, e.g. America/New_York */
    timeZone: { type: String, required: true },
    days: { type: [daySchema], required: true },
    employerWindow: { type: windowSchema, required: true },
    graduateWindow: { type: windowSchema, required: true },
    /** Registered graduates that the venue can take; more wait as pending. */
    capacity: { type: Number, required: true },
    /** Places given so far: moved by conditional updates only. */
    placesTaken: { type: Number, required: true, default: 0 },
    state: { type: String, enum: fairStates, required: true, default: 'draft' },
    workforceVersion: { type: String, required: true },
    createdBy: { type: Schema.Types.ObjectId },
    createdAt: { type: Date, required: true },
    openedAt: Date,
    closedAt: Date,
    /** How many days after the fair its personal data is deleted. */
    keptDays: { type: Number, required: true, default: MOST_KEPT_DAYS },
    /** When it was deleted; null while it is there. */
    forgottenAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

fairSchema.index({ slug: 1 }, { unique: true, name: 'fair_by_slug' });
fairSchema.index({ state: 1, createdAt: -1 }, { name: 'fairs_by_state' });
fairSchema.index({ forgottenAt: 1 }, { name: 'fairs_by_forgetting' });

export type FairDay = { date: string; opens: string; closes: string };
export type FairFields = InferSchemaType<typeof fairSchema> & {
  _id: Types.ObjectId;
  days: FairDay[];
};
export const Fair = model('Fair', fairSchema);
