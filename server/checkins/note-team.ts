import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { doorsAt } from './admission.ts';
import { EmployerArrival } from './employer-arrival-model.ts';
import { teamAtDesk, type TeamAtDesk } from './employer-desk.ts';
import type { TeamNote } from './team-note-form.ts';

export type TeamNoted =
  | { outcome: 'noted'; name: string; what: string }
  | { outcome: 'unknown' }
  | { outcome: 'wrong day' }
  | { outcome: 'changed meanwhile' };
type DeskDeps = Pick<Deps, 'now' | 'fairNow' | 'live'>;

/** A supervisor notes that a team has arrived, and what became of it. Nobody's note is written over unseen. */
export async function noteTeam(
  enrollmentId: Types.ObjectId,
  note: TeamNote,
  known: KnownDevice,
  deps: DeskDeps,
): Promise<TeamNoted> {
  const { fair } = known;
  const { live, day } = doorsAt(fair, deps.fairNow(), deps.now());
  if (!live || !day) return { outcome: 'wrong day' };
  const team = await teamAtDesk(fair._id, enrollmentId, day.date);
  if (!team) return { outcome: 'unknown' };
  const what = team.arrival ? words[note.step] : 'Team has arrived';
  const facts = factsOf(note, team);
  const entry = entryOf(known, deps, what);
  const kept =
    note.version === 0
      ? await arrive({ ...facts, ...placeOf(known, day.date, enrollmentId), entry })
      : await change(team, note, { facts, entry });
  if (!kept) return { outcome: 'changed meanwhile' };
  deps.live.fairChanged(String(fair._id), ['employers']);
  return { outcome: 'noted', name: team.enrollment.employerName, what };
}

const words = {
  save: 'Note saved',
  'set-up': 'Booth is set up',
  left: 'Team has left',
  back: 'Team is back',
};

/** Ticked representatives of this team, and people added by name. */
function factsOf(note: TeamNote, { representatives }: TeamAtDesk) {
  const ticked = representatives.filter(({ _id }) => note.people.includes(String(_id)));
  return {
    people: [
      ...ticked.map(({ _id, name }) => ({ representativeId: _id, name })),
      ...note.added.map((name) => ({ representativeId: null, name })),
    ],
    kitGiven: note.kitGiven === 'yes',
    parking: note.parking,
    comment: note.comment,
  };
}

type Facts = ReturnType<typeof factsOf>;
type Entry = ReturnType<typeof entryOf>;

const entryOf = ({ device, desk }: KnownDevice, deps: DeskDeps, what: string) => ({
  at: deps.fairNow(),
  by: device.volunteer || desk.name,
  deviceId: device._id,
  what,
});

const placeOf = (
  { fair, desk, device }: KnownDevice,
  day: string,
  enrollmentId: Types.ObjectId,
) => ({
  fairId: fair._id,
  day,
  enrollmentId,
  deskId: desk._id,
  deviceId: device._id,
});

async function arrive({ entry, ...fields }: Facts & ReturnType<typeof placeOf> & { entry: Entry }) {
  try {
    await EmployerArrival.create({ ...fields, at: entry.at, changes: [entry] });
    return true;
  } catch (error) {
    if (isDuplicateKey(error, 'one_standing_team_a_day')) return false;
    throw error;
  }
}

async function change(
  { arrival }: TeamAtDesk,
  { step, version }: TeamNote,
  { facts, entry }: { facts: Facts; entry: Entry },
): Promise<boolean> {
  if (!arrival) return false;
  const { modifiedCount } = await EmployerArrival.updateOne(
    { _id: arrival._id, stands: true, version },
    {
      $set: {
        ...facts,
        ...(step === 'set-up' ? { setUpAt: entry.at } : {}),
        ...(step === 'left' ? { leftAt: entry.at } : {}),
        ...(step === 'back' ? { leftAt: null } : {}),
      },
      $inc: { version: 1 },
      $push: { changes: entry },
    },
  );
  return modifiedCount === 1;
}
