import { trusted, type Types } from 'mongoose';
import { arrivalTimes } from '../checkins/arrivals.ts';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { fairDayAt } from '../fairs/fair-time.ts';
import { ConsentRequest } from '../graduates/consent-request-model.ts';
import { PER_PAGE, searchGraduates } from '../resumes/search-graduates.ts';
import type { AskedFor } from './graduate-query.ts';
import { personCard, skillsOf } from './person-card.ts';

/** One page of graduates for an employer: with consent by name, the others by roles and systems alone. */
export async function findGraduates(
  fair: FairFields,
  enrollment: EnrollmentFields,
  asked: AskedFor,
  now: Date,
) {
  const found = await searchGraduates(enrollment, asked);
  const [here, askedBefore] = await Promise.all([
    hereToday(
      fair,
      found.full.map((each) => each._id),
      now,
    ),
    askedAmong(
      enrollment._id,
      found.limited.map((each) => each._id),
    ),
  ]);
  return {
    page: asked.page,
    pages: Math.max(1, Math.ceil(Math.max(found.fullTotal, found.limitedTotal) / PER_PAGE)),
    total: found.fullTotal,
    limitedTotal: found.limitedTotal,
    people: found.full.map((each) => ({
      ...personCard(each),
      here: here.has(String(each._id)),
    })),
    limited: found.limited.map((each) => ({
      id: String(each._id),
      asked: askedBefore.has(String(each._id)),
      ...skillsOf(each),
    })),
  };
}

async function hereToday(
  fair: FairFields,
  ids: Types.ObjectId[],
  now: Date,
): Promise<Map<string, Date>> {
  const day = fairDayAt(fair, now);
  return day ? arrivalTimes(ids, day.date) : new Map<string, Date>();
}

async function askedAmong(
  enrollmentId: Types.ObjectId,
  ids: Types.ObjectId[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const requests = await ConsentRequest.find({
    registrationId: trusted({ $in: ids }),
    enrollmentId,
  }).lean();
  return new Set(requests.map((each) => String(each.registrationId)));
}
