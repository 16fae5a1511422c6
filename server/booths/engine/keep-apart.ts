import { anneal } from './anneal-standing.ts';
import type { Hall } from './hall.ts';
import { reseat } from './reseat.ts';
import { seededRandom } from '../assignment/seeded-random.ts';
import { setAtOdds, smallestCover } from '../assignment/smallest-cover.ts';
import {
  clashesAt,
  isBetter,
  lossOf,
  standingOf,
  worthOf,
  type Standing,
  type Worth,
} from './standing.ts';

interface ApartOptions {
  seed: number;
  until: number;
  clock: () => number;
  /** What the wishes alone would allow; nothing can be better. */
  ideal: Worth;
  /** Employers who may move, i.e. are not pinned. */
  movable: number[];
}

/** Rounds without a gain after which more time is no use. */
const patience = 40;

/**
 * Repairs a standing in which some stand beside whom they must not: exact reseating of those who are not at odds with
 * each other while the rest stay, and annealing between to get out of dead ends. Never breaks another rule.
 */
export function keepApart(hall: Hall, start: Standing, options: ApartOptions): Standing {
  const { movable, ideal } = options;
  const random = seededRandom(options.seed);
  const settle = (standing: Standing) =>
    reseatUntilSettled(hall, withoutClashes(hall, standing), movable, random);

  let best = settle(start);
  let worth = worthOf(hall, best);
  for (let stale = 0, round = 0; stale < patience && isBetter(ideal, worth); stale++, round++) {
    if (options.clock() >= options.until) break;
    const from = round % 4 === 0 ? start : best;
    const heat = [20, 60, 120][round % 3]!;
    // Where somebody must go without, making closeness the dearer evil by turns finds out who.
    const clash = worth.unplaced > 0 && round % 2 === 1 ? 400 : 150;
    const next = settle(anneal(hall, from, { movable, random, heat, clash }));
    const reached = worthOf(hall, next);
    if (isBetter(worth, reached)) continue;
    if (isBetter(reached, worth)) stale = -1;
    [best, worth] = [next, reached];
  }
  return best;
}

/** Takes as few employers as can be out of their booths, so that nobody stands beside whom it must not. */
function withoutClashes(hall: Hall, standing: Standing): Standing {
  const graph = new Map<number, Set<number>>();
  const { boothOf, holderOf } = standing;
  boothOf.forEach((booth, employer) => {
    if (clashesAt(hall, holderOf, employer, booth) === 0) return;
    for (const foe of hall.foes[employer]!)
      if (boothOf[foe] !== -1 && hall.besides[booth]!.includes(boothOf[foe]!))
        setAtOdds(graph, employer, foe);
  });
  const out = smallestCover(graph, (one) => lossOf(hall, one, boothOf[one]!));
  return standingOf(
    hall,
    boothOf.map((booth, employer) => (out.has(employer) ? -1 : booth)),
  );
}

function reseatUntilSettled(
  hall: Hall,
  standing: Standing,
  movable: number[],
  random: () => number,
): Standing {
  let best = standing;
  let worth = worthOf(hall, best);
  for (let misses = 0; misses < 3; misses++) {
    const next = reseat(hall, best, movable, random);
    const reached = worthOf(hall, next);
    if (isBetter(reached, worth)) misses = -1;
    [best, worth] = [next, reached];
  }
  return fillGaps(hall, best, movable);
}

/** Reseating leaves out some each time; whoever can simply step into a free booth does so here. */
function fillGaps(hall: Hall, { boothOf, holderOf }: Standing, movable: number[]): Standing {
  for (const employer of movable) {
    if (boothOf[employer] !== -1) continue;
    const booth = holderOf.findIndex(
      (holder, at) =>
        holder === -1 &&
        hall.fits[employer * hall.booths.length + at] === 1 &&
        clashesAt(hall, holderOf, employer, at) === 0,
    );
    boothOf[employer] = booth;
    if (booth !== -1) holderOf[booth] = employer;
  }
  return { boothOf, holderOf };
}
