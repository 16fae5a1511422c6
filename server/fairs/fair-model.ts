import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

export const fairStates = ['draft', 'open', 'live', 'closed'] as const;
export type FairState = (typeof fairStates)[number];

/** What an organizer may have asked at the desk, in the order of asking. */
export const deskQuestions = ['badge-name', 'school', 'roles', 'consent', 'resume'] as const;
export type DeskQuestion = (typeof deskQuestions)[number];

export const badgePrintings = ['never', 'ask', 'once', 'always'] as const;
export type BadgePrinting = (typeof badgePrintings)[number];

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

/** A place is counted here and written on a registration there: this says of which one, so that neither is done twice. */
const placingSchema = new Schema(
  {
    registrationId: { type: Schema.Types.ObjectId, required: true },
    token: { type: String, required: true },
  },
  { _id: false, strict: 'throw' },
);

const questionSchema = new Schema(
  {
    question: { type: String, enum: deskQuestions, required: true },
    /** Asked again until it is answered, or put off by a supervisor. */
    required: { type: Boolean, required: true },
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
    /** Places that are being given at this moment: counted already, not yet written on the registration. */
    placing: { type: [placingSchema], default: [] },
    state: { type: String, enum: fairStates, required: true, default: 'draft' },
    workforceVersion: { type: String, required: true },
    createdBy: { type: Schema.Types.ObjectId },
    createdAt: { type: Date, required: true },
    openedAt: Date,
    closedAt: Date,
    /** What desks ask of somebody who has not said it yet. */
    deskQuestions: { type: [questionSchema], default: [] },
    /** Whether desks offer to print the badge of somebody they let in. */
    badgePrinting: { type: String, enum: badgePrintings, default: 'ask' },
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
