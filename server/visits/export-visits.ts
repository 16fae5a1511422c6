import { trusted } from 'mongoose';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { csvOf } from './csv.ts';
import { nextStepLabel } from './next-step-words.ts';
import { personCard } from './person-card.ts';
import { standingsFor } from './standing-consent.ts';
import { Visit, type VisitFields } from './visit-model.ts';

const head = [
  'Name',
  'Met',
  'Rating',
  'Next step',
  'Decided',
  'Note',
  'Email',
  'School',
  'Program',
  'Roles',
  'Systems',
];

/** An employer's visits as CSV. What goes beyond the badge's name is there only for whoever lets it be at this moment. */
export async function exportVisits(
  fair: FairFields,
  enrollment: EnrollmentFields,
): Promise<string> {
  const visits = await Visit.find({ enrollmentId: enrollment._id })
    .sort({ visitedAt: 1 })
    .lean<VisitFields[]>();
  const registrations = await Registration.find({
    _id: trusted({ $in: visits.map((each) => each.registrationId) }),
  }).lean<RegistrationFields[]>();
  const standings = await standingsFor(enrollment._id, registrations);
  const open = new Map(
    registrations
      .filter((each) => standings.get(String(each._id))?.sight === 'full')
      .map((each) => [String(each._id), each]),
  );
  const clock = (at: Date | null | undefined) => {
    if (!at) return '';
    const { date, time } = wallClock(at, fair.timeZone);
    return `${date} ${time}`;
  };
  return csvOf([
    head,
    ...visits.map((visit) => [
      visit.name,
      clock(visit.visitedAt),
      visit.rating,
      nextStepLabel(visit.nextStep),
      clock(visit.decidedAt),
      visit.note,
      ...detailsOf(open.get(String(visit.registrationId))),
    ]),
  ]);
}

function detailsOf(registration: RegistrationFields | undefined): string[] {
  if (!registration) return ['', '', '', '', ''];
  const { email, school, program, roles, systems } = personCard(registration);
  return [
    email,
    school,
    program,
    roles.map((role) => role.code).join(' '),
    systems.map(({ name, level }) => (level ? `${name}: ${level}` : name)).join('; '),
  ];
}
