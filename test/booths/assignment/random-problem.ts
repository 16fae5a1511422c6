import {
  ruleKinds,
  type AssignmentProblem,
  type BoothFacts,
  type EmployerFacts,
  type Rule,
  type RuleKind,
} from '../../../server/booths/assignment/problem.ts';
import { below, seededRandom } from '../../../server/booths/assignment/seeded-random.ts';

export function aBooth(number: string, more: Partial<BoothFacts> = {}): BoothFacts {
  return {
    id: `booth-${number}`,
    number,
    room: 'main',
    x: 0,
    y: 0,
    front: 3,
    tier: 'standard',
    sockets: 0,
    anchor: false,
    accessible: true,
    deadEnd: false,
    toStaff: 10,
    families: [],
    ...more,
  };
}

export function anEmployerAt(name: string, more: Partial<EmployerFacts> = {}): EmployerFacts {
  return {
    id: `employer-${name}`,
    name,
    tier: 'standard',
    front: 0,
    sockets: 0,
    accessible: false,
    wishes: [],
    apartFrom: [],
    togetherWith: [],
    families: [],
    sponsor: false,
    remote: false,
    firstTimer: false,
    rural: false,
    crowd: 10,
    ...more,
  };
}

/** Rows of booths three meters apart, and employers with needs, wishes and dislikes, as the seed has it. */
export function randomProblem(
  seed: number,
  employers: number,
  booths: number,
  rules: Rule[],
): AssignmentProblem {
  const random = seededRandom(seed);
  const chance = (share: number) => random() < share;
  const columns = Math.max(2, Math.ceil(Math.sqrt(booths)));
  const numbers = Array.from(
    { length: booths },
    (_, at) => `${String.fromCharCode(65 + Math.floor(at / columns))}${(at % columns) + 1}`,
  );
  const names = Array.from({ length: employers }, (_, at) => String(at));
  return {
    rules,
    booths: numbers.map((number, at) =>
      aBooth(number, {
        x: 3 * (at % columns),
        y: 4 * Math.floor(at / columns),
        tier: chance(0.2) ? 'premium' : 'standard',
        sockets: below(3, random),
        anchor: chance(0.15),
        accessible: chance(0.7),
        deadEnd: chance(0.2),
        front: chance(0.2) ? 6 : 3,
        toStaff: 40 * random(),
      }),
    ),
    employers: names.map((name, at) =>
      anEmployerAt(name, {
        tier: chance(0.15) ? 'premium' : 'standard',
        front: chance(0.1) ? 6 : 0,
        sockets: chance(0.3) ? 1 : 0,
        accessible: chance(0.1),
        wishes: Array.from({ length: below(4, random) }, () => numbers[below(booths, random)]!),
        apartFrom: chance(0.3) ? [`employer-${names[below(employers, random)]!}`] : [],
        togetherWith: chance(0.15) ? [`employer-${names[(at + 1) % employers]!}`] : [],
        families: [`family ${below(4, random)}`],
        sponsor: chance(0.1),
        remote: chance(0.1),
        firstTimer: chance(0.2),
        rural: chance(0.2),
        crowd: below(40, random),
      }),
    ),
  };
}

/** All rules, some of them hard. */
export const everyRule = (hard: RuleKind[]): Rule[] =>
  ruleKinds.map((kind) => ({
    kind,
    hard: hard.includes(kind),
    weight: kind === 'wishes' ? 5 : 2,
  }));
