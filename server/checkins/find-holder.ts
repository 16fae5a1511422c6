import type { Types } from 'mongoose';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { RepresentativeFields } from '../employers/representative-model.ts';
import { Badge, type BadgeFields } from '../fairs/badge-model.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import type { ScanFields } from './scan-model.ts';
import type { Subject } from './scan.ts';

export interface SeenScan extends ScanFields {
  desk: { name: string }[];
}

/** Everything that a scan is decided by, as one read brings it. */
export interface FoundBadge extends BadgeFields {
  registration: (RegistrationFields & {
    /** Arrivals of this day, standing and undone. */
    arrivals: SeenScan[];
    alike: SeenScan[];
  })[];
  representative: (RepresentativeFields & {
    enrollment: EnrollmentFields[];
    arrivals: { _id: Types.ObjectId }[];
  })[];
}

/** One round trip: the badge, whoever holds it, and who of them has come on that day. */
export async function findHolder(
  subject: Subject,
  at: { fairId: Types.ObjectId; day: string | null },
): Promise<FoundBadge | null> {
  // Without Mongoose, which has nothing to add here: this is the one read that a line of people waits for.
  const found = Badge.collection.aggregate<FoundBadge>([
    ...('holderId' in subject ? newestOf(subject) : [{ $match: subject }]),
    {
      $lookup: {
        from: 'registrations',
        localField: 'holderId',
        foreignField: '_id',
        pipeline: [...arrivalsOf(at), ...alikeOf(at)],
        as: 'registration',
      },
    },
    {
      $lookup: {
        from: 'representatives',
        localField: 'holderId',
        foreignField: '_id',
        pipeline: employerOf(at),
        as: 'representative',
      },
    },
  ]);
  return found.next();
}

const newestOf = (subject: Subject) => [
  { $match: subject },
  { $sort: { version: -1 as const } },
  { $limit: 1 },
];

export const deskOf = {
  $lookup: { from: 'desks', localField: 'deskId', foreignField: '_id', as: 'desk' },
};

const arrivalsOf = ({ day }: { day: string | null }) => [
  {
    $lookup: {
      from: 'scans',
      localField: '_id',
      foreignField: 'registrationId',
      pipeline: [{ $match: { day, stands: { $in: [true, false] } } }, deskOf],
      as: 'arrivals',
    },
  },
];

const alikeOf = (at: { fairId: Types.ObjectId; day: string | null }) => [
  // An empty list would be joined with every scan that has none: a key that nobody has stands in.
  { $set: { joinedKeys: { $concatArrays: ['$personKeys', ['']] } } },
  {
    $lookup: {
      from: 'scans',
      localField: 'joinedKeys',
      foreignField: 'personKeys',
      // Fair and day are asked last: the join must go by the keys, not by an index of the whole day.
      pipeline: [{ $match: { stands: true } }, { $match: at }, { $limit: 1 }, deskOf],
      as: 'alike',
    },
  },
];

const employerOf = (at: { fairId: Types.ObjectId; day: string | null }) => [
  {
    $lookup: {
      from: 'enrollments',
      localField: 'enrollmentId',
      foreignField: '_id',
      as: 'enrollment',
    },
  },
  {
    $lookup: {
      from: 'employerarrivals',
      localField: 'enrollmentId',
      foreignField: 'enrollmentId',
      pipeline: [{ $match: { ...at, stands: true } }, { $project: { _id: 1 } }],
      as: 'arrivals',
    },
  },
];
