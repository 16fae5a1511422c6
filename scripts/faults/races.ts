import { setTimeout as pause } from 'node:timers/promises';
import type { ScanFields } from '../../server/checkins/scan-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { checkCounters } from './check-counters.ts';
import { countTwice } from './check-scans.ts';
import type { DeskDevice } from './desk-device.ts';
import { roundsOf, type Fault } from './fault.ts';
import type { Person } from './fill-store.ts';
import { groupBy } from './group-by.ts';
import { openHall, type Hall } from './hall.ts';
import { OLDEST_MS, raceKinds, type Raced } from './race-kinds.ts';
import { revoker } from './revoke-device.ts';
import { walkInAt } from './walk-in-at.ts';

const RACES = 10_000;
const SHORT_RACES = 300;
const AT_ONCE = 6;
const DESKS = 4;

/** Devices that get in each other's way over one person, each race on a person of its own. */
export const races: Fault = async (run) => {
  const rounds = roundsOf(run, { short: SHORT_RACES, long: RACES });
  const plan = planRaces(rounds);
  const spares = plan.filter(({ name }) => name === 'revoke and scan').length;
  const hall = await openHall(run, { people: rounds, devices: DESKS + spares, role: 'supervisor' });
  await hall.start();
  const devices = await hall.openDesks();
  const [desks, unused] = [devices.slice(0, DESKS), devices.slice(DESKS)];
  const revoke = await revoker(hall);
  await pause(OLDEST_MS);
  const came: { name: string; person: Person; raced: Raced }[] = [];
  const waiting = plan.map((kind, at) => ({ ...kind, person: hall.fair.people[at]! }));

  async function work() {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { name, race, person } = next;
      const desk = name === 'revoke and scan' ? unused.pop()! : undefined;
      const spare = desk && { desk, revoke: () => revoke(desk) };
      const from = Math.floor(Math.random() * DESKS);
      const turned = [...desks.slice(from), ...desks.slice(0, from)];
      const raced = await race({ desks: turned, person, spare, walkIn: walkInAt(hall) }).catch(
        (error: Error): Raced => ({ wrong: [error.message] }),
      );
      came.push({ name, person, raced });
      run.progress(`${came.length} of ${rounds} races`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const counters = await checkCounters(hall);
  devices.forEach((desk: DeskDevice) => desk.close());
  const stored = await hall.read();
  const walkIns = await walkInsTwice(hall, stored);
  await hall.remove();
  const people = byPerson(stored);
  const found = came.map((each) => verdictOn(each, people));
  return {
    rounds,
    lost: found.flatMap(({ lost }) => lost),
    doubled: [...countTwice(stored), ...found.flatMap(({ doubled }) => doubled), ...walkIns],
    wrong: [
      ...came.flatMap(({ name, raced }) => raced.wrong.map((each) => `${name}: ${each}`)),
      ...counters(stored),
    ],
    figures: Object.fromEntries([
      ['scans', stored.length],
      ...[...groupBy(plan, ({ name }) => name)].map(([name, all]) => [name, all.length] as const),
    ]),
  };
};

function planRaces(rounds: number) {
  const total = raceKinds.reduce((sum, { weight }) => sum + weight, 0);
  const plan = raceKinds.flatMap((kind) =>
    Array.from({ length: Math.max(1, Math.floor((rounds * kind.weight) / total)) }, () => kind),
  );
  while (plan.length < rounds) plan.push(raceKinds[0]!);
  return plan.slice(0, rounds).sort(() => Math.random() - 0.5);
}

const byPerson = (stored: readonly ScanFields[]): Map<string, ScanFields[]> =>
  groupBy(stored, (scan) => String(scan.registrationId));

function verdictOn(
  { name, person, raced }: { name: string; person: Person; raced: Raced },
  people: Map<string, ScanFields[]>,
) {
  const scans = people.get(person.registrationId) ?? [];
  const standing = scans.filter((scan) => scan.stands).length;
  const who = `${name}, ${person.registrationId}`;
  const { standing: due = standing, scans: made = scans.length } = raced;
  return {
    lost: [
      ...(standing < due ? [`${who}: ${standing} standing arrivals, not ${due}`] : []),
      ...(scans.length < made ? [`${who}: ${scans.length} of ${made} scans are stored`] : []),
    ],
    doubled: [
      ...(standing > due ? [`${who}: ${standing} standing arrivals, not ${due}`] : []),
      ...(scans.length > made ? [`${who}: ${scans.length} scans are stored, not ${made}`] : []),
    ],
  };
}

/** One registration and one standing arrival for each walk-in. */
async function walkInsTwice({ place }: Hall, stored: readonly ScanFields[]): Promise<string[]> {
  const made = await place.withStore(() => Registration.find({ walkIn: true }).lean());
  const people = byPerson(stored);
  return [...groupBy(made, ({ email }) => email)].flatMap(([email, all]) => {
    const arrivals = all.flatMap(({ _id }) => people.get(String(_id)) ?? []);
    const standing = arrivals.filter((scan) => scan.stands).length;
    if (all.length === 1 && standing === 1) return [];
    return [`${email} has ${all.length} registrations and ${standing} standing arrivals`];
  });
}
