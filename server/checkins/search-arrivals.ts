import { trusted, type Types } from 'mongoose';
import { arrivalPlaces } from './arrivals.ts';
import { Desk } from './desk-model.ts';
import { EmployerArrival } from './employer-arrival-model.ts';

export interface Place {
  at: Date;
  desk: string;
}

/** When and where these graduates arrived on a day; those who have not are left out. */
export async function graduatePlaces(
  registrationIds: Types.ObjectId[],
  day: string,
): Promise<Map<string, Place>> {
  const places = await arrivalPlaces(registrationIds, day);
  if (places.size === 0) return new Map();
  const deskIds = [...places.values()].map(({ deskId }) => deskId);
  const desks = await Desk.find({ _id: trusted({ $in: deskIds }) })
    .select('name')
    .lean();
  const nameOf = new Map(desks.map(({ _id, name }) => [String(_id), name]));
  return new Map(
    [...places].map(([id, { at, deskId }]) => [id, { at, desk: nameOf.get(String(deskId)) ?? '' }]),
  );
}

/** Since when the teams of these employers are here on a day. */
export async function teamTimes(
  enrollmentIds: Types.ObjectId[],
  day: string,
): Promise<Map<string, Date>> {
  if (enrollmentIds.length === 0) return new Map();
  const teams = await EmployerArrival.find({
    enrollmentId: trusted({ $in: enrollmentIds }),
    day,
    stands: true,
  })
    .select('enrollmentId at')
    .lean();
  return new Map(teams.map(({ enrollmentId, at }) => [String(enrollmentId), at]));
}
