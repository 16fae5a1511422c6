import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

const entry = {
  at: { type: Date, required: true },
  by: { type: String, required: true },
  deviceId: { type: Schema.Types.ObjectId, default: null },
};

/** An employer's team has arrived on a day of the fair, and what became of it there. */
const employerArrivalSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    day: { type: String, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    deskId: { type: Schema.Types.ObjectId, default: null },
    deviceId: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
    /** True while it counts, false once undone. */
    stands: { type: Boolean, required: true, default: true },
    undone: {
      type: new Schema({ ...entry, why: { type: String, required: true } }, { _id: false }),
      default: undefined,
    },
    setUpAt: { type: Date, default: null },
    leftAt: { type: Date, default: null },
    /** Who of the team came: representatives, or people who were added at the desk by name alone. */
    people: {
      type: [
        new Schema(
          {
            representativeId: { type: Schema.Types.ObjectId, default: null },
            name: { type: String, required: true },
          },
          { _id: false },
        ),
      ],
      default: [],
    },
    kitGiven: { type: Boolean, default: false },
    parking: { type: String, default: '' },
    comment: { type: String, default: '' },
    /** Raised by each change: what a supervisor saved on top of older facts is refused. */
    version: { type: Number, default: 1 },
    /** Only ever added to. */
    changes: {
      type: [new Schema({ ...entry, what: { type: String, required: true } }, { _id: false })],
      default: [],
    },
  },
  { strict: 'throw' },
);

// Two supervisors can mark one team in the same instant. The index settles it, not the code that looked before.
employerArrivalSchema.index(
  { fairId: 1, day: 1, enrollmentId: 1 },
  { unique: true, partialFilterExpression: { stands: true }, name: 'one_standing_team_a_day' },
);
employerArrivalSchema.index({ enrollmentId: 1, day: 1 }, { name: 'days_of_an_employer' });

export type EmployerArrivalFields = InferSchemaType<typeof employerArrivalSchema> & {
  _id: Types.ObjectId;
};
export const EmployerArrival = model('EmployerArrival', employerArrivalSchema);
