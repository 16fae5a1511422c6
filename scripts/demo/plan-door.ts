import { arrivalMinutes } from './arrival-curve.ts';
import type { PlannedStep, Twist } from './day-steps.ts';
import { inventPeople } from './invented-people.ts';
import { below } from '../../server/booths/assignment/seeded-random.ts';
import { between, chance, pickWeighted, type Random } from './seeded-random.ts';
import type { World } from './world.ts';

export const STEWARD_DESKS = ['East 1', 'East 2', 'West 1', 'West 2'];
export const HELP_DESK = 'Help desk';

/** When each graduate who comes on the day stands at the door, by place in the world's list. */
export function graduateArrivals(
  { graduates, days }: World,
  dayMinutes: number,
  random: Random,
): Map<number, number> {
  const expected = graduates.flatMap((each, at) =>
    each.state === 'active' && each.days.includes(days.day) ? [at] : [],
  );
  const minutes = arrivalMinutes(expected.length, random, dayMinutes);
  return new Map(
    expected.flatMap((graduate, at): [number, number][] => {
      const minute = minutes[at];
      return minute === null || minute === undefined ? [] : [[graduate, minute]];
    }),
  );
}

/** Graduates at the door, most of them without trouble. */
export function planArrivals(
  { graduates }: World,
  arrivals: Map<number, number>,
  random: Random,
): PlannedStep[] {
  let nth = 0;
  return [...arrivals].map(([graduate, minute]): PlannedStep => {
    const twist = graduates[graduate]!.oldBadge ? 'old badge first' : twistOf(nth++, random);
    const desk = below(STEWARD_DESKS.length, random);
    return { minute, step: { kind: 'arrives', graduate, desk, ...(twist && { twist }) } };
  });
}

/** Each happens at least once at a fair of thirty. */
function twistOf(nth: number, random: Random): Twist | undefined {
  if (nth % 150 === 5) return 'undone';
  if (nth % 100 === 8) return 'undone and back';
  if (nth === 11 || chance(0.02, random)) return 'at two desks at once';
  return nth === 14 || chance(0.03, random) ? 'scanned again' : undefined;
}

/** Codes that let nobody in. */
export function planRefusals({ graduates, days }: World, random: Random): PlannedStep[] {
  const canceled = graduates.filter(({ state }) => state === 'canceled').slice(0, 3);
  const yesterday = graduates
    .filter((each) => each.state === 'active' && !each.days.includes(days.day))
    .slice(0, 3);
  const codes = [
    ['https://www.example.org/card?id=4711', 'a business card'],
    ['AAAAAAAAAAAAAAAAAAAAAA', 'unknown'],
    ['7KQ4-MX9D', 'unknown'],
    ...canceled.map(({ badge }) => [badge, 'canceled'] as const),
    ...yesterday.map(({ badge }) => [badge, 'yesterday’s'] as const),
  ] as const;
  return codes.map(([code, because]) => ({
    minute: between(2, 120, random),
    step: { kind: 'refused', code, because, desk: below(STEWARD_DESKS.length, random) },
  }));
}

/** People who come without a registration. */
export function planWalkIns(count: number, random: Random): PlannedStep[] {
  return inventPeople(count, random).map((who, at) => ({
    minute: 35 + at * between(12, 30, random),
    step: {
      kind: 'walks in',
      who: { ...who, name: `${who.name} Walker`, email: who.email.replace('@', '.walk@') },
    },
  }));
}

/** Teams come before the doors open, a few late, one now and then not at all. By place in the world's list. */
export function planTeams({ employers }: World, random: Random) {
  const here = new Map<number, number>();
  const steps: PlannedStep[] = [];
  for (const [employer, { badges }] of employers.entries()) {
    if (badges.length === 0) continue;
    const minute = pickWeighted<number | null>(
      [
        [between(-28, -3, random), 70],
        [between(0, 15, random), 21],
        [between(16, 45, random), 6],
        [null, 3],
      ],
      random,
    );
    if (minute === null) continue;
    here.set(employer, minute);
    for (const badge of badges.keys()) {
      const desk = below(STEWARD_DESKS.length, random);
      const later = badge * between(0, 3, random);
      steps.push({ minute: minute + later, step: { kind: 'team arrives', employer, badge, desk } });
    }
  }
  return { here, steps };
}
