import { bestSeats, mostWishes } from './best-seats.ts';
import type { BoothPlan, BoothProblem } from './booth-problem.ts';
import { explainPlacement } from './explain-placement.ts';
import { explainUnplaced } from './explain-unplaced.ts';
import { openHall, withoutFoesOfPinned, type Hall } from './hall.ts';
import { keepApart } from './keep-apart.ts';
import { settlePins } from './settle-pins.ts';
import { pointsAt, standingOf, worthOf, type Standing, type Worth } from './standing.ts';

export interface AssignOptions {
  seed: number;
  /** Time for keeping employers apart; wishes alone are settled exactly and need none. */
  searchMs: number;
  clock?: () => number;
}

/**
 * A booth for every employer: never against a hard rule, as many placed as can be, then the most wishes met.
 * The same seed and the same number of search rounds give the same plan.
 */
export function assignBooths(problem: BoothProblem, options: AssignOptions): BoothPlan {
  const clock = options.clock ?? (() => performance.now());
  const start = clock();
  const hall = openHall(problem);
  const pinned = settlePins(hall);
  const free = whoAndWhatIsFree(hall, pinned);
  const byWishes = seat(hall, pinned, free);
  const worth = worthOf(hall, byWishes);
  const ideal = { ...worth, clashes: 0 };
  const until = start + options.searchMs;
  const standing =
    worth.clashes === 0
      ? byWishes
      : repair(hall, pinned, free, { seed: options.seed, until, clock, ideal });
  return { ...describe(hall, standing, ideal, free), ms: clock() - start };
}

/** Employers who are not pinned and booths that no pin holds. */
interface Free {
  movable: number[];
  open: number[];
}

function whoAndWhatIsFree({ employers, booths }: Hall, pinned: Int32Array): Free {
  const held = new Set(pinned);
  return {
    movable: [...employers.keys()].filter((one) => employers[one]!.pinnedBoothId === undefined),
    open: [...booths.keys()].filter((booth) => !held.has(booth)),
  };
}

function seat(hall: Hall, pinned: Int32Array, { movable, open }: Free): Standing {
  const boothOf = pinned.slice();
  const seats = bestSeats(hall, movable, open);
  movable.forEach((employer, at) => (boothOf[employer] = seats[at]!));
  return standingOf(hall, boothOf);
}

function repair(
  hall: Hall,
  pinned: Int32Array,
  free: Free,
  search: { seed: number; until: number; clock: () => number; ideal: Worth },
): Standing {
  const narrowed = withoutFoesOfPinned(hall, pinned);
  const { movable } = free;
  return keepApart(narrowed, seat(narrowed, pinned, free), { ...search, movable });
}

function describe(hall: Hall, standing: Standing, ideal: Worth, free: Free): Omit<BoothPlan, 'ms'> {
  const worth = worthOf(hall, standing);
  const wishBound =
    worth.unplaced === ideal.unplaced ? ideal.wishes : boundForFewer(hall, standing, free);
  const everyone = [...hall.employers.keys()];
  const isPlaced = (one: number) => standing.boothOf[one] !== -1;
  return {
    placements: everyone.filter(isPlaced).map((one) => explainPlacement(hall, standing, one)),
    unplaced: everyone
      .filter((one) => !isPlaced(one))
      .map((one) => ({
        employerId: hall.employers[one]!.id,
        reason: explainUnplaced(hall, standing, one),
      })),
    wishValue: worth.wishes,
    wishBound,
    apartViolations: worth.clashes,
    value: worth.wishes,
    provenForWishes: worth.wishes === wishBound,
  };
}

/** Whoever places fewer might meet more wishes, so then the bound must not ask that anybody is placed. */
function boundForFewer(hall: Hall, { boothOf }: Standing, { movable, open }: Free): number {
  const canMove = new Set(movable);
  let pinnedWishes = 0;
  boothOf.forEach((booth, one) => {
    if (!canMove.has(one)) pinnedWishes += pointsAt(hall, one, booth);
  });
  return pinnedWishes + mostWishes(hall, movable, open);
}
