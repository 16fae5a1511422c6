import { trusted, type Types } from 'mongoose';
import { Enrollment } from '../employers/enrollment-model.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { EmployerArrival } from './employer-arrival-model.ts';
import { outcomes, type Outcome } from './outcome.ts';
import { Scan } from './scan-model.ts';

const FIVE_MINUTES = 300_000;

/** Graduates who are here on a day; with null, those who came on any day, each counted once. */
export async function countArrivals(fairId: Types.ObjectId, day: string | null): Promise<number> {
  if (day !== null) return Scan.countDocuments({ fairId, day, stands: true });
  const people = await Scan.distinct('registrationId', { fairId, stands: true });
  return people.length;
}

/** Arrivals of a day by the five minutes they fell in, in order; `at` is the fair's wall clock, e.g. 09:15. */
export async function arrivedByFiveMinutes(
  fairId: Types.ObjectId,
  day: string,
  timeZone: string,
): Promise<{ from: Date; at: string; count: number }[]> {
  const counted = new Map<number, number>();
  for (const { scannedAt } of await standing(fairId, day)) {
    const from = Math.floor(scannedAt.getTime() / FIVE_MINUTES) * FIVE_MINUTES;
    counted.set(from, (counted.get(from) ?? 0) + 1);
  }
  return [...counted]
    .sort(([a], [b]) => a - b)
    .map(([from, count]) => ({
      from: new Date(from),
      at: wallClock(new Date(from), timeZone).time,
      count,
    }));
}

/** Arrivals of a day by the desk that let them in. */
export async function byDesk(fairId: Types.ObjectId, day: string): Promise<Map<string, number>> {
  return countBy(await standing(fairId, day), ({ deskId }) => String(deskId));
}

/** Arrivals of a day by segment: for the organizer alone. */
export async function bySegment(fairId: Types.ObjectId, day: string): Promise<Map<string, number>> {
  return countBy(await standing(fairId, day), ({ segment }) => segment ?? '');
}

/** Scans of a day that let nobody in, by reason. */
export async function refusedByOutcome(
  fairId: Types.ObjectId,
  day: string,
): Promise<Map<Outcome, number>> {
  const refused = await Scan.find({ fairId, day, outcome: trusted({ $in: refusals }) })
    .select('outcome')
    .lean();
  return countBy(refused, ({ outcome }) => outcome);
}

const refusals = outcomes.filter(
  (outcome) => !outcome.startsWith('ok') && outcome !== 'employer_code',
);

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
    day === null ? [] : EmployerArrival.find({ fairId, day }).select('enrollmentId at').lean(),
  ]);
  const since = new Map(arrivals.map(({ enrollmentId, at }) => [String(enrollmentId), at]));
  return accepted.map(({ _id, employerName }) => ({
    enrollmentId: String(_id),
    name: employerName,
    since: since.get(String(_id)) ?? null,
  }));
}

const standing = (fairId: Types.ObjectId, day: string) =>
  Scan.find({ fairId, day, stands: true }).select('deskId segment scannedAt').lean();

function countBy<T, K>(rows: T[], keyOf: (row: T) => K): Map<K, number> {
  const counted = new Map<K, number>();
  for (const row of rows) counted.set(keyOf(row), (counted.get(keyOf(row)) ?? 0) + 1);
  return counted;
}
