import type { Assessment } from './employer-day.ts';
import type { PlannedStep } from './day-steps.ts';
import {
  graduateArrivals,
  planArrivals,
  planRefusals,
  planTeams,
  planWalkIns,
} from './plan-door.ts';
import { between, chance, pick, pickWeighted, randomFor, sample } from './seeded-random.ts';
import type { Random } from './seeded-random.ts';
import type { World } from './world.ts';

/** The day begins so many minutes before the doors open. */
export const MINUTES_BEFORE = 30;
/** So many minutes after closing nothing is left to do. */
export const MINUTES_AFTER = 60;
const CLOSES_AFTER = 6;

/** Everything that people will do on the day, by minute. The seed alone decides; answers that follow from it come later. */
export function planDay(world: World, seed: number): PlannedStep[] {
  const length = (world.days.closesAt.getTime() - world.days.opensAt.getTime()) / 60_000;
  const on = (part: string) => randomFor(seed, part);
  const arrivals = graduateArrivals(world, length, on('arrivals'));
  const teams = planTeams(world, on('teams'));
  const walkIns = Math.max(1, Math.round(world.graduates.length / 120));
  return [
    ...teams.steps,
    ...planArrivals(world, arrivals, on('door')),
    ...planRefusals(world, on('refusals')),
    ...planWalkIns(walkIns, on('walk-ins')),
    ...planVisits(arrivals, teams.here, length, on('visits')),
    ...planSearches(teams.here, length, on('searches')),
    ...planPhones(world, length, on('phones')),
    { minute: length + CLOSES_AFTER, step: { kind: 'closes' } as const },
    ...(['came', 'did-not-come', 'employers-undecided'] as const).map((audience, at) => ({
      minute: length + CLOSES_AFTER + 4 + at,
      step: { kind: 'follows up', audience } as const,
    })),
  ].sort((a, b) => a.minute - b.minute);
}

function planVisits(
  arrivals: Map<number, number>,
  teams: Map<number, number>,
  length: number,
  random: Random,
): PlannedStep[] {
  const steps: PlannedStep[] = [];
  for (const [graduate, arrived] of arrivals) {
    let minute = arrived;
    for (const employer of sample([...teams.keys()], between(1, 5, random), random)) {
      minute += between(5, 16, random);
      if (minute > length - 5) break;
      if (minute < teams.get(employer)!) continue;
      steps.push({
        minute,
        step: {
          kind: 'meets',
          graduate,
          employer,
          assessment: assess(random),
          writtenAfter: between(2, 8, random),
          faceToFace: chance(0.75, random) ? 'yes' : 'no',
        },
      });
    }
  }
  return steps;
}

const notes = [
  'Knows the ward. Asked good questions about our go-live.',
  'Clear and friendly; explained the capstone well.',
  'Wants to train others. Has done it on the unit.',
  'Strong on tickets and hardware, new to care.',
  'Better for the trainer opening than for this one.',
  '',
];

function assess(random: Random): Assessment {
  const nextStep = pickWeighted<string | null>(
    [
      ['interview', 16],
      ['apply', 26],
      ['keep_in_touch', 20],
      ['not_now', 12],
      ['no_match', 8],
      [null, 18],
    ],
    random,
  );
  const written = { note: pick(notes, random), rating: String(between(2, 5, random)) };
  return nextStep ? { ...written, nextStep } : written;
}

function planSearches(teams: Map<number, number>, length: number, random: Random): PlannedStep[] {
  const steps: PlannedStep[] = [];
  for (const [employer, here] of teams)
    for (let minute = here + 4; minute < length - 20; minute += between(30, 70, random))
      steps.push({ minute, step: { kind: 'searches', employer } });
  return steps;
}

/** What graduates do on their own pages: the résumé that is still missing, second thoughts, and whom they met. */
function planPhones({ graduates }: World, length: number, random: Random): PlannedStep[] {
  const steps: PlannedStep[] = [];
  for (const [graduate, { who, state, early, mailbox }] of graduates.entries()) {
    if (state !== 'active' || !mailbox) continue;
    if (!early)
      steps.push({
        minute: between(-25, length - 60, random),
        step: { kind: 'uploads', graduate },
      });
    if (chance(0.03, random)) {
      const others = (['all', 'approve', 'ask'] as const).filter((each) => each !== who.consent);
      const to = pick(others, random);
      steps.push({
        minute: between(40, length - 60, random),
        step: { kind: 'changes consent', graduate, to },
      });
    }
    if (chance(0.12, random))
      steps.push({
        minute: between(120, length, random),
        step: { kind: 'looks whom they met', graduate },
      });
  }
  return steps;
}
