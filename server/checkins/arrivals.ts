import { trusted, type Types } from 'mongoose';
import { arrivalPlace } from './arrival-place.ts';
import { Scan, type ScanFields } from './scan-model.ts';

/** Graduates who are here on a day; with null, those who came on any day, each counted once. */
export async function countArrivals(fairId: Types.ObjectId, day: string | null): Promise<number> {
  if (day !== null) return Scan.countDocuments({ fairId, day, stands: true });
  const people = await Scan.distinct('registrationId', { fairId, stands: true });
  return people.length;
}

/** Which of these graduates are here on a day, and since when. */
export async function isHere(
  registrationIds: Types.ObjectId[],
  day: string,
): Promise<Map<string, Date>> {
  const found = await Scan.find({
    registrationId: trusted({ $in: registrationIds }),
    day,
    stands: true,
  })
    .select('registrationId scannedAt deskId earlier')
    .lean();
  return new Map(found.map((each) => [String(each.registrationId), arrivalPlace(each).at]));
}

/** The scan that is the arrival of somebody on a day; null while nobody let them in. */
export const standingScan = (registrationId: Types.ObjectId, day: string) =>
  Scan.findOne({ registrationId, day, stands: true })
    .select('scannedAt deskId earlier')
    .lean<Pick<ScanFields, '_id' | 'scannedAt' | 'deskId' | 'earlier'>>();
