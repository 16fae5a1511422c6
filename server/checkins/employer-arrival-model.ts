import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** An employer's team has arrived on a day of the fair. */
const employerArrivalSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    day: { type: String, required: true },
    enrollmentId: { type: Schema.Types.ObjectId, required: true },
    deskId: { type: Schema.Types.ObjectId, default: null },
    deviceId: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
  },
  { strict: 'throw' },
);

employerArrivalSchema.index(
  { fairId: 1, day: 1, enrollmentId: 1 },
  { unique: true, name: 'one_arrival_a_day' },
);
employerArrivalSchema.index({ enrollmentId: 1, day: 1 }, { name: 'days_of_an_employer' });

export type EmployerArrivalFields = InferSchemaType<typeof employerArrivalSchema> & {
  _id: Types.ObjectId;
};
export const EmployerArrival = model('EmployerArrival', employerArrivalSchema);
