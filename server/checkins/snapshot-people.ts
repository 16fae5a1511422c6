import type { Types } from 'mongoose';
import type { SnapshotBadge } from '../../public/js/door-list.js';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Representative } from '../employers/representative-model.ts';
import { Badge } from '../fairs/badge-model.ts';
import { Registration } from '../graduates/registration-model.ts';
import { EmployerArrival } from './employer-arrival-model.ts';

type Graduate = {
  _id: Types.ObjectId;
  name: string;
  preferredName: string;
  state: string;
  cancelReason: string;
  days: string[];
  attention: string;
};

const GRADUATE = 'name preferredName state cancelReason days attention';
const BADGE = 'kind holderId tokenHash shortHash revokedAt';

/** Every badge of a fair, replaced ones too, with who holds it. */
export async function snapshotBadges(
  fairId: Types.ObjectId,
  day: string,
): Promise<SnapshotBadge[]> {
  const [badges, graduates, teams] = await Promise.all([
    Badge.find({ fairId }).select(BADGE).lean(),
    Registration.find({ fairId }).select(GRADUATE).lean<Graduate[]>(),
    teamsOf(fairId, day),
  ]);
  const people = new Map(graduates.map((each) => [String(each._id), graduate(each)]));
  return badges.flatMap((badge) => {
    const holder = String(badge.holderId);
    const who = badge.kind === 'employer' ? teams.get(holder) : people.get(holder);
    if (!who) return [];
    const codes = { token: badge.tokenHash, short: badge.shortHash };
    return [
      { id: String(badge._id), ...codes, holder, replaced: badge.revokedAt !== null, ...who },
    ];
  });
}

const graduate = (found: Graduate) => ({
  name: found.preferredName || found.name,
  state: found.state,
  reason: found.cancelReason,
  days: found.days,
  attention: found.attention,
});

async function teamsOf(fairId: Types.ObjectId, day: string) {
  const [enrollments, representatives, here] = await Promise.all([
    Enrollment.find({ fairId }).select('employerName state reason').lean(),
    Representative.find({ fairId }).select('enrollmentId removedAt').lean(),
    EmployerArrival.find({ fairId, day, stands: true }).select('enrollmentId').lean(),
  ]);
  const arrived = new Set(here.map((each) => String(each.enrollmentId)));
  const byId = new Map(enrollments.map((each) => [String(each._id), each]));
  return new Map(
    representatives.flatMap(({ _id, enrollmentId, removedAt }) => {
      const id = String(enrollmentId);
      const enrollment = byId.get(id);
      if (!enrollment) return [];
      const { employerName: name, state, reason } = enrollment;
      const team = { enrollmentId: id, removed: removedAt !== null, arrived: arrived.has(id) };
      return [[String(_id), { name, state, reason, team }] as const];
    }),
  );
}
