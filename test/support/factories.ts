import type { Types } from 'mongoose';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { Employer } from '../../server/employers/employer-model.ts';
import { Enrollment, type EnrollmentFields } from '../../server/employers/enrollment-model.ts';
import {
  Representative,
  type RepresentativeRole,
} from '../../server/employers/representative-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { wallClock } from '../../server/fairs/fair-time.ts';
import { issueBadge } from '../../server/fairs/issue-badge.ts';
import type { BadgeCode } from '../../server/fairs/badge-code.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../server/graduates/registration-model.ts';
import type { Deps } from '../../server/deps.ts';

const DAY = 86_400_000;
const ZONE = 'America/New_York';
let count = 0;
const next = () => (count += 1);

/** A live fair that is open all day today, unless told otherwise. */
export async function aFair(fields: Partial<FairFields> = {}): Promise<FairFields> {
  const now = Date.now();
  const today = wallClock(new Date(now), fields.timeZone ?? ZONE).date;
  const around = { opensAt: new Date(now - 30 * DAY), closesAt: new Date(now + 30 * DAY) };
  const fair = await Fair.create({
    slug: `spring-fair-${next()}`,
    name: 'Spring Fair',
    venue: 'Hall A',
    address: '1 Fair Street, Atlanta, GA',
    timeZone: ZONE,
    days: [{ date: today, opens: '00:00', closes: '23:59' }],
    employerWindow: around,
    graduateWindow: around,
    capacity: 1000,
    state: 'live',
    workforceVersion: '1.0.0',
    createdAt: new Date(now),
    ...fields,
  });
  return fair.toObject() as unknown as FairFields;
}

/** An active registration with its badge. */
export async function aGraduate(
  fair: FairFields,
  deps: Pick<Deps, 'secrets' | 'now'>,
  fields: Partial<RegistrationFields> = {},
): Promise<RegistrationFields & { badge: BadgeCode }> {
  const n = next();
  const email = fields.email ?? `graduate-${n}@uni.example`;
  const name = fields.name ?? `Ada Okafor ${n}`;
  const account = await findOrMakeAccount({ email, name }, deps.now());
  const made = await Registration.create({
    fairId: fair._id,
    accountId: account._id,
    email,
    name,
    answers: { stage: 'first', health: 'Not yet', technical: 'Not yet' },
    segment: 'first-job-seeker',
    roles: ['CC-3'],
    consent: 'all',
    days: fair.days.map((day) => day.date),
    state: 'active',
    searchKeys: name.toLowerCase().split(' '),
    registeredAt: deps.now(),
    ...fields,
  });
  const badge = await issueBadge({ fairId: fair._id, kind: 'graduate', holderId: made._id }, deps);
  return { ...(made.toObject() as unknown as RegistrationFields), badge };
}

export interface EnrolledEmployer {
  enrollment: EnrollmentFields;
  accountId: Types.ObjectId;
  representativeId: Types.ObjectId;
  badge: BadgeCode;
}

/** An accepted employer with one representative and that person's badge. */
export async function anEmployer(
  fair: FairFields,
  deps: Pick<Deps, 'secrets' | 'now'>,
  fields: Partial<EnrollmentFields> = {},
  role: RepresentativeRole = 'owner',
): Promise<EnrolledEmployer> {
  const n = next();
  const name = fields.employerName ?? `Oconee Health ${n}`;
  const email = `rep-${n}@employer.example`;
  const now = deps.now();
  const employer = await Employer.create({
    name,
    kind: 'hospital',
    createdAt: now,
  });
  const account = await findOrMakeAccount({ email, name: 'Robin Rep' }, now);
  const enrollment = await Enrollment.create({
    fairId: fair._id,
    employerId: employer._id,
    employerName: name,
    employerKind: 'hospital',
    key: `${name.toLowerCase()}|${email}`,
    contact: { name: 'Robin Rep', email },
    tierWish: 'standard',
    tier: 'standard',
    state: 'accepted',
    appliedAt: now,
    ...fields,
  });
  const person = { name: 'Robin Rep', email, role, accountId: account._id };
  const of = { fairId: fair._id, enrollmentId: enrollment._id };
  const representative = await Representative.create({ ...of, ...person, addedAt: now });
  const holder = { fairId: fair._id, kind: 'employer' as const, holderId: representative._id };
  const badge = await issueBadge(holder, deps);
  return {
    enrollment: enrollment.toObject() as unknown as EnrollmentFields,
    accountId: account._id,
    representativeId: representative._id,
    badge,
  };
}
