import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** Somebody is, or was, in a zone. Stays are only ever added, and ended once. */
const zoneStaySchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    /** Who forgot to leave in the evening is not inside the next morning. */
    day: { type: String, required: true },
    zoneId: { type: Schema.Types.ObjectId, required: true },
    registrationId: { type: Schema.Types.ObjectId, required: true },
    deviceId: { type: Schema.Types.ObjectId, required: true },
    /** Of the scan that began it: repeated, it begins nothing new. */
    nonce: { type: String, required: true },
    enteredAt: { type: Date, required: true },
    /** Which of the zone's places, from 1; absent where as many as come. */
    place: { type: Number },
    stands: { type: Boolean, required: true, default: true },
    leftAt: { type: Date, default: null },
    leftBy: { type: String, enum: ['scan', 'another zone', 'undo'] },
    /** Of the scan that ended it, with its device. */
    leftNonce: { type: String, default: '' },
    leftDeviceId: { type: Schema.Types.ObjectId, default: null },
  },
  { strict: 'throw' },
);

// Two zones can scan one badge in the same instant: a person is in one of them.
zoneStaySchema.index(
  { registrationId: 1, day: 1 },
  { unique: true, partialFilterExpression: { stands: true }, name: 'one_zone_a_person' },
);
// Two desks at one door can let somebody in at once: the last place is one person's.
zoneStaySchema.index(
  { zoneId: 1, day: 1, place: 1 },
  {
    unique: true,
    partialFilterExpression: { stands: true, place: { $gte: 1 } },
    name: 'one_person_a_place',
  },
);
// With the person: a form that is drawn again by the back button may send an old nonce with another badge.
zoneStaySchema.index(
  { deviceId: 1, nonce: 1, registrationId: 1 },
  { unique: true, name: 'one_stay_a_nonce' },
);
zoneStaySchema.index({ registrationId: 1, enteredAt: -1 }, { name: 'stays_of_a_person' });
zoneStaySchema.index(
  { fairId: 1, day: 1, zoneId: 1 },
  { partialFilterExpression: { stands: true }, name: 'people_in_a_zone' },
);

export type ZoneStayFields = InferSchemaType<typeof zoneStaySchema> & { _id: Types.ObjectId };
export const ZoneStay = model('ZoneStay', zoneStaySchema);
