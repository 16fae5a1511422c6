import { model, Schema, type InferSchemaType, type Types } from 'mongoose';
import { deskQuestions } from '../fairs/fair-model.ts';

export const registrationStates = ['active', 'pending', 'canceled'] as const;
export const consentChoices = ['all', 'approve', 'ask'] as const;
export type ConsentChoice = (typeof consentChoices)[number];

const systemSchema = new Schema(
  {
    systemId: { type: String, required: true },
    /** Of the exposure levels of the reference data: seen-demo … certified. */
    level: { type: String, required: true },
  },
  { _id: false, strict: 'throw' },
);

const answersSchema = new Schema(
  {
    stage: { type: String, required: true },
    health: { type: String, required: true },
    technical: { type: String, required: true },
  },
  { _id: false, strict: 'throw' },
);

const putOffSchema = new Schema(
  {
    question: { type: String, enum: deskQuestions, required: true },
    /** YYYY-MM-DD in the fair's zone. */
    day: { type: String, required: true },
    at: { type: Date, required: true },
    deviceId: { type: Schema.Types.ObjectId, required: true },
  },
  { _id: false, strict: 'throw' },
);

/** A graduate's place at one fair. */
const registrationSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    /** Null for a walk-in without an email address. */
    accountId: { type: Schema.Types.ObjectId, default: null },
    /** Lower case; empty for a walk-in without one. */
    email: { type: String, default: '' },
    phone: { type: String, default: '' },
    name: { type: String, required: true },
    preferredName: { type: String, default: '' },
    answers: { type: answersSchema, required: true },
    segment: { type: String, required: true },
    overlays: { type: [String], default: [] },
    /** Role codes in order of interest, at most three. */
    roles: { type: [String], required: true },
    systems: { type: [systemSchema], default: [] },
    programId: { type: Schema.Types.ObjectId, default: null },
    /** School and program as shown: from the organizer's list or as typed. */
    school: { type: String, default: '' },
    program: { type: String, default: '' },
    /** The standing choice; each change is kept in ConsentRecord. */
    consent: { type: String, enum: consentChoices, required: true },
    /** YYYY-MM-DD of the fair's days this person comes on. */
    days: { type: [String], required: true },
    state: { type: String, enum: registrationStates, required: true },
    /** Said to the volunteer at each scan. */
    attention: { type: String, default: '' },
    walkIn: { type: Boolean, required: true, default: false },
    /** Of the form that a walk-in was registered by: the same form sent again finds it. */
    formNonce: { type: String },
    /** By which of the fair's places it is active. */
    placeToken: { type: String },
    /** What was said at the desk: whether a résumé will follow. */
    resumeIntent: { type: String, enum: ['later', 'none'] },
    /** Questions of the desk that were not answered on a day: nobody is asked twice. */
    putOff: { type: [putOffSchema], default: [] },
    /** Words of name, preferred name, email, school, phone ending and short code, folded: for the desk's search. */
    searchKeys: { type: [String], default: [] },
    /** Normalized name with school and with the phone's ending: the same key may be the same person. */
    personKeys: { type: [String], default: [] },
    registeredAt: { type: Date, required: true },
    changedAt: { type: Date, default: null },
    canceledAt: { type: Date, default: null },
    /** Why, when the organizer canceled it. */
    cancelReason: { type: String, default: '' },
  },
  { strict: 'throw' },
);

registrationSchema.index(
  { fairId: 1, email: 1 },
  { unique: true, partialFilterExpression: { email: { $gt: '' } }, name: 'one_registration' },
);
// Two presses of one button, and the form that is sent again after a crash, are one walk-in.
registrationSchema.index(
  { fairId: 1, formNonce: 1 },
  { unique: true, partialFilterExpression: { formNonce: { $gt: '' } }, name: 'one_walk_in_a_form' },
);
registrationSchema.index({ accountId: 1 }, { name: 'registrations_of_an_account' });
registrationSchema.index({ fairId: 1, state: 1, segment: 1 }, { name: 'registrations_by_state' });
registrationSchema.index(
  { fairId: 1, searchKeys: 1, name: 1 },
  { name: 'registrations_by_word_and_name' },
);
registrationSchema.index({ fairId: 1, state: 1, roles: 1 }, { name: 'registrations_by_role' });

export type RegistrationFields = InferSchemaType<typeof registrationSchema> & {
  _id: Types.ObjectId;
};
export const Registration = model('Registration', registrationSchema);
