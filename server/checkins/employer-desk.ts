import { trusted, type Types } from 'mongoose';
import { Assignment } from '../booths/assignment-model.ts';
import { Enrollment, type EnrollmentFields } from '../employers/enrollment-model.ts';
import { Representative, type RepresentativeFields } from '../employers/representative-model.ts';
import { fold } from '../graduates/person-words.ts';
import { EmployerArrival, type EmployerArrivalFields } from './employer-arrival-model.ts';

export type TeamState = 'expected' | 'arrived' | 'set_up' | 'left';

export interface TeamRow {
  enrollmentId: string;
  name: string;
  state: TeamState;
  boothCode: string | null;
  /** When it arrived; null while it is expected. */
  since: Date | null;
  contact: { name: string; phone: string };
}

type Marks = Pick<EmployerArrivalFields, 'setUpAt' | 'leftAt'>;

/** How far a team is, by what was noted of it. */
export function teamState(arrival: Marks | null | undefined): TeamState {
  if (!arrival) return 'expected';
  if (arrival.leftAt) return 'left';
  return arrival.setUpAt ? 'set_up' : 'arrived';
}

/** Accepted employers of a fair on a day, by name; with words, those whose names have words that begin so. */
export async function teamsOfDay(
  fairId: Types.ObjectId,
  day: string,
  words = '',
): Promise<TeamRow[]> {
  const [accepted, arrivals, assignments] = await Promise.all([
    Enrollment.find({ fairId, state: 'accepted' })
      .select('employerName contact')
      .sort({ employerName: 1 })
      .lean<Pick<EnrollmentFields, '_id' | 'employerName' | 'contact'>[]>(),
    EmployerArrival.find({ fairId, day, stands: true })
      .select('enrollmentId at setUpAt leftAt')
      .lean<EmployerArrivalFields[]>(),
    Assignment.find({ fairId }).select('enrollmentId boothCode').lean(),
  ]);
  const arrivalOf = new Map(arrivals.map((each) => [String(each.enrollmentId), each]));
  const boothOf = new Map(assignments.map((each) => [String(each.enrollmentId), each.boothCode]));
  const rows = accepted.map(({ _id, employerName, contact }) => {
    const arrival = arrivalOf.get(String(_id));
    return {
      enrollmentId: String(_id),
      name: employerName,
      state: teamState(arrival),
      boothCode: boothOf.get(String(_id)) ?? null,
      since: arrival?.at ?? null,
      contact: { name: contact.name, phone: contact.phone },
    };
  });
  return words ? rows.filter(({ name }) => hasWords(name, words)) : rows;
}

function hasWords(name: string, words: string): boolean {
  const parts = fold(name).split(' ');
  return fold(words)
    .split(' ')
    .every((word) => parts.some((part) => part.startsWith(word)));
}

export interface TeamAtDesk {
  enrollment: EnrollmentFields;
  arrival: EmployerArrivalFields | null;
  /** Arrivals of that day that were undone, oldest first. */
  undone: EmployerArrivalFields[];
  representatives: RepresentativeFields[];
  boothCode: string | null;
}

/** One employer with all that the desk knows of it on a day, or null when none is expected under that id. */
export async function teamAtDesk(
  fairId: Types.ObjectId,
  enrollmentId: Types.ObjectId,
  day: string,
): Promise<TeamAtDesk | null> {
  const [enrollment, arrivals, representatives, assignment] = await Promise.all([
    Enrollment.findOne({ _id: enrollmentId, fairId, state: 'accepted' }).lean<EnrollmentFields>(),
    EmployerArrival.find({ enrollmentId, day, stands: trusted({ $in: [true, false] }) })
      .sort({ _id: 1 })
      .lean<EmployerArrivalFields[]>(),
    Representative.find({ enrollmentId, removedAt: null }).lean<RepresentativeFields[]>(),
    Assignment.findOne({ enrollmentId }).select('boothCode').lean(),
  ]);
  if (!enrollment) return null;
  return {
    enrollment,
    arrival: arrivals.find((each) => each.stands) ?? null,
    undone: arrivals.filter((each) => !each.stands),
    representatives: representatives.sort((a, b) => a.name.localeCompare(b.name)),
    boothCode: assignment?.boothCode ?? null,
  };
}
