import type { TeamAtDesk, TeamRow } from './employer-desk.ts';
import { teamState } from './employer-desk.ts';

/** The list of teams as its page and its live part draw it. */
export function teamList(teams: TeamRow[], late: boolean) {
  const by = (...states: TeamRow['state'][]) => teams.filter(({ state }) => states.includes(state));
  const expected = by('expected');
  return {
    late: late ? expected : [],
    groups: [
      { key: 'expected', title: 'Expected', teams: expected },
      { key: 'arrived', title: 'Arrived, setting up', teams: by('arrived') },
      { key: 'set_up', title: 'Set up', teams: by('set_up') },
      { key: 'left', title: 'Left', teams: by('left') },
    ],
  };
}

/** One team as its page draws it. */
export function teamFacts({ enrollment, arrival, undone, representatives, boothCode }: TeamAtDesk) {
  const people = arrival?.people ?? [];
  return {
    enrollmentId: String(enrollment._id),
    name: enrollment.employerName,
    state: teamState(arrival),
    boothCode,
    needs: [
      enrollment.needsPower && 'power',
      enrollment.needsAccessible && 'an accessible booth',
    ].filter(Boolean),
    contact: { ...enrollment.contact },
    since: arrival?.at ?? null,
    representatives: representatives.map(({ _id, name }) => ({ value: String(_id), label: name })),
    values: {
      version: arrival?.version ?? 0,
      people: people.flatMap(({ representativeId }) =>
        representativeId ? [String(representativeId)] : [],
      ),
      added: people
        .filter(({ representativeId }) => !representativeId)
        .map(({ name }) => name)
        .join('\n'),
      kitGiven: arrival?.kitGiven ? 'yes' : '',
      parking: arrival?.parking ?? '',
      comment: arrival?.comment ?? '',
    },
    log: [...undone, ...(arrival ? [arrival] : [])].flatMap(({ at, changes, undone: taken }) => [
      ...(changes.length ? changes : [{ at, by: '', what: 'Team has arrived' }]).map(entry),
      ...(taken ? [{ ...entry({ ...taken, what: 'Arrival undone' }), why: taken.why }] : []),
    ]),
  };
}

const entry = ({ at, by, what }: { at: Date; by: string; what: string }) => ({
  at,
  by,
  what,
  why: '',
});
