import { trusted, type Types } from 'mongoose';
import { arrivalPlace } from './arrival-place.ts';
import { Scan, type ScanFields } from './scan-model.ts';

type ArrivalPlace = ReturnType<typeof arrivalPlace<Types.ObjectId>>;

/** Graduates who are here on a day; with null, those who came on any day, each counted once. */
export async function countArrivals(fairId: Types.ObjectId, day: string | null): Promise<number> {
  if (day !== null) return Scan.countDocuments({ fairId, day, stands: true });
  const people = await Scan.distinct('registrationId', { fairId, stands: true });
  return people.length;
}

/** When and at which desk these graduates arrived on a day; those who have not are left out. */
export async function arrivalPlaces(registrationIds: Types.ObjectId[], day: string) {
  if (registrationIds.length === 0) return new Map<string, ArrivalPlace>();
  const found = await Scan.find({
    registrationId: trusted({ $in: registrationIds }),
    day,
    stands: true,
  })
    .select('registrationId scannedAt deskId earlier')
    .lean();
  return new Map(found.map((each) => [String(each.registrationId), arrivalPlace(each)]));
}

/** Since when these graduates are here on a day; those who are not are left out. */
export async function arrivalTimes(
  registrationIds: Types.ObjectId[],
  day: string,
): Promise<Map<string, Date>> {
  const places = await arrivalPlaces(registrationIds, day);
  return new Map([...places].map(([id, { at }]) => [id, at]));
}

/** The scan that is the arrival of somebody on a day; null while nobody let them in. */
export const standingScan = (registrationId: Types.ObjectId, day: string) =>
  Scan.findOne({ registrationId, day, stands: true })
    .select('scannedAt deskId earlier')
    .lean<Pick<ScanFields, '_id' | 'scannedAt' | 'deskId' | 'earlier'>>();
