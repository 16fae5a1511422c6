import { trusted, type Types } from 'mongoose';
import { z } from 'zod';
import { roleByCode } from '../workforce/roles.ts';
import { kindOptions, tierOptions } from './application-form.ts';
import { possibleDuplicates } from './duplicates.ts';
import { Employer, type EmployerFields } from './employer-model.ts';
import { countByState, openingsOf } from './employer-figures.ts';
import { Enrollment, enrollmentStates, type EnrollmentFields } from './enrollment-model.ts';
import { Opening } from './opening-model.ts';
import { Representative } from './representative-model.ts';

const PAGE = 50;

export const listQuery = z.object({
  state: z.enum([...enrollmentStates, 'all']).catch('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** One page of applications: those that wait for an answer first, then by name. */
export async function listApplications(fairId: Types.ObjectId, query: z.output<typeof listQuery>) {
  const states = query.state === 'all' ? [...enrollmentStates] : [query.state];
  const filter = { fairId, state: trusted({ $in: states }) };
  const [rows, counts] = await Promise.all([
    Enrollment.find(filter)
      .sort({ state: 1, employerName: 1 })
      .skip((query.page - 1) * PAGE)
      .limit(PAGE)
      .lean<EnrollmentFields[]>(),
    countByState(fairId),
  ]);
  const openings = await Opening.find({
    enrollmentId: trusted({ $in: rows.map((row) => row._id) }),
  }).lean();
  const total = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const order = (row: EnrollmentFields) => (row.state === 'applied' ? 0 : 1);
  return {
    counts: enrollmentStates.map((state) => ({ state, count: counts[state] ?? 0 })),
    total,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    applications: [...rows]
      .sort((a, b) => order(a) - order(b))
      .map((row) => ({
        id: String(row._id),
        name: row.employerName,
        kind: labelOf(kindOptions, row.employerKind),
        tier: row.state === 'accepted' ? row.tier : row.tierWish,
        rural: row.rural,
        state: row.state,
        appliedAt: row.appliedAt,
        roles: rolesOf(openings.filter((each) => each.enrollmentId.equals(row._id))),
      })),
  };
}

const labelOf = (options: { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

const rolesOf = (openings: { roles: string[] }[]) =>
  [...new Set(openings.flatMap((each) => each.roles))].map((code) => ({
    code,
    title: roleByCode(code)?.title ?? '',
  }));

/** What an employer applied with, in words. */
export const factsOf = (enrollment: EnrollmentFields, employer: EmployerFields | null) => ({
  enrollment: {
    id: String(enrollment._id),
    name: enrollment.employerName,
    kind: labelOf(kindOptions, enrollment.employerKind),
    state: enrollment.state,
    reason: enrollment.reason,
    contact: { ...enrollment.contact },
    tierWish: labelOf(tierOptions, enrollment.tierWish),
    needsPower: enrollment.needsPower,
    needsAccessible: enrollment.needsAccessible,
    rural: enrollment.rural,
    boothWishes: enrollment.boothWishes,
    notBeside: enrollment.notBeside,
    appliedAt: enrollment.appliedAt,
  },
  about: { place: employer?.place, website: employer?.website, text: employer?.about },
});

/** Everything that an organizer weighs when deciding. */
export async function applicationPage(enrollment: EnrollmentFields) {
  const [employer, openings, team, duplicates] = await Promise.all([
    Employer.findById(enrollment.employerId).lean(),
    openingsOf(enrollment._id),
    Representative.find({ enrollmentId: enrollment._id, removedAt: null }).lean(),
    possibleDuplicates(enrollment.fairId, enrollment._id, enrollment.employerName),
  ]);
  return {
    ...factsOf(enrollment, employer),
    openings: openings.map(({ title, roles, yearsAsked }) => ({ title, roles, yearsAsked })),
    team: team.map(({ name, email, role }) => ({ name, email, role })),
    duplicates,
    tiers: tierOptions,
  };
}
