import type { Types } from 'mongoose';
import { teamsOfDay } from '../checkins/employer-desk.ts';
import { Registration } from '../graduates/registration-model.ts';
import { OutboxMail, type MailState } from '../mail/outbox-mail-model.ts';
import { countUndecided, countVisits } from '../visits/visit-figures.ts';

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

/** Accepted employers on a day: how many are here and have left, and those that never came, with booth and contact. */
export async function employersPanel(fairId: Types.ObjectId, day: string) {
  const teams = await teamsOfDay(fairId, day);
  const missing = teams.filter(({ state }) => state === 'expected');
  const employersLeft = teams.filter(({ state }) => state === 'left').length;
  return {
    employersHere: teams.length - missing.length - employersLeft,
    employersLeft,
    employersExpected: teams.length,
    missing: missing.map(({ enrollmentId, name, boothCode, contact }) => ({
      enrollmentId,
      name,
      boothCode,
      contact: contact.name,
      phone: contact.phone,
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
