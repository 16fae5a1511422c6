import type { Types } from 'mongoose';
import { Assignment } from '../booths/assignment-model.ts';
import { Desk } from '../checkins/desk-model.ts';
import { EmployerArrival } from '../checkins/employer-arrival-model.ts';
import { Enrollment } from '../employers/enrollment-model.ts';
import { Registration } from '../graduates/registration-model.ts';
import { OutboxMail, type MailState } from '../mail/outbox-mail-model.ts';
import { countUndecided, countVisits } from '../visits/visit-figures.ts';
import type { Tally } from './arrivals-tally.ts';

/** Active registrations for a day, whole and by segment. */
export async function expectedPanel(fairId: Types.ObjectId, day: string) {
  const rows = await Registration.aggregate<{ _id: string; count: number }>([
    { $match: { fairId, state: 'active', days: day } },
    { $group: { _id: '$segment', count: { $sum: 1 } } },
  ]);
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0),
    bySegment: new Map(rows.map(({ _id, count }) => [_id, count])),
  };
}

/** Accepted employers that are here on a day, and those that are not, with their booths. */
export async function employersPanel(fairId: Types.ObjectId, day: string) {
  const [accepted, arrivals, assignments] = await Promise.all([
    Enrollment.find({ fairId, state: 'accepted' })
      .select('employerName')
      .sort({ employerName: 1 })
      .lean(),
    EmployerArrival.find({ fairId, day, stands: true }).select('enrollmentId').lean(),
    Assignment.find({ fairId }).select('enrollmentId boothCode').lean(),
  ]);
  const here = new Set(arrivals.map((each) => String(each.enrollmentId)));
  const booths = new Map(assignments.map((each) => [String(each.enrollmentId), each.boothCode]));
  const missing = accepted.filter((each) => !here.has(String(each._id)));
  return {
    employersHere: accepted.length - missing.length,
    employersExpected: accepted.length,
    missingEmployers: missing.map(({ _id, employerName }) => ({
      enrollmentId: String(_id),
      name: employerName,
      boothCode: booths.get(String(_id)) ?? null,
    })),
  };
}

export async function visitsPanel(fairId: Types.ObjectId) {
  const [visits, undecidedVisits] = await Promise.all([
    countVisits(fairId),
    countUndecided(fairId),
  ]);
  return { visits, undecidedVisits };
}

/** Every desk of the fair, those that have not scanned yet too. */
export async function deskPanel(fairId: Types.ObjectId, tally: Tally) {
  const desks = await Desk.find({ fairId }).sort({ name: 1 }).lean();
  return desks.map(({ _id, name }) => {
    const found = tally.byDesk.get(String(_id));
    return {
      deskId: String(_id),
      name,
      arrived: found?.arrived ?? 0,
      refused: found?.refused ?? 0,
      lastScanAt: found?.lastScanAt?.toISOString() ?? null,
    };
  });
}

/** The fair's mail by state; sign-in mails belong to no fair. */
export async function mailPanel(fairId: Types.ObjectId, now: Date) {
  const count = (state: MailState) => OutboxMail.countDocuments({ fairId, state });
  const [queued, sending, sent, failed, kept, oldest] = await Promise.all([
    count('queued'),
    count('sending'),
    count('sent'),
    count('failed'),
    count('kept'),
    OutboxMail.findOne({ fairId, state: 'queued' }).sort({ _id: 1 }).select('createdAt').lean(),
  ]);
  const age =
    oldest && Math.max(0, Math.floor((now.getTime() - oldest.createdAt.getTime()) / 1000));
  return { queued: queued + sending, sent, failed, kept, oldestSeconds: age };
}
