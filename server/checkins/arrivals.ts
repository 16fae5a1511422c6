import { trusted, type Types } from 'mongoose';
import { Enrollment } from '../employers/enrollment-model.ts';
import { EmployerArrival } from './employer-arrival-model.ts';
import { Scan } from './scan-model.ts';

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
    .select('registrationId scannedAt')
    .lean();
  return new Map(found.map((each) => [String(each.registrationId), each.scannedAt]));
}

export interface EmployerAtDoor {
  enrollmentId: string;
  name: string;
  /** When the team was marked as arrived; null while it is expected. */
  since: Date | null;
}

/** Accepted employers of a fair by name, each with its arrival on that day. */
export async function employersHere(
  fairId: Types.ObjectId,
  day: string | null,
): Promise<EmployerAtDoor[]> {
  const [accepted, arrivals] = await Promise.all([
    Enrollment.find({ fairId, state: 'accepted' })
      .select('employerName')
      .sort({ employerName: 1 })
      .lean(),
    day === null
      ? []
      : EmployerArrival.find({ fairId, day, stands: true }).select('enrollmentId at').lean(),
  ]);
  const since = new Map(arrivals.map(({ enrollmentId, at }) => [String(enrollmentId), at]));
  return accepted.map(({ _id, employerName }) => ({
    enrollmentId: String(_id),
    name: employerName,
    since: since.get(String(_id)) ?? null,
  }));
}
