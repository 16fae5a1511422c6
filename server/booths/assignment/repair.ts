import type { Numbers } from './numbers.ts';
import { riseOf, type Move } from './rise-of.ts';
import { put, standingOf, type Standing } from './standing.ts';

/** Beside the employer that it is about, so many may move. */
const MOST_OTHERS = 2;

/** The smallest change: the fewest moves, then the least that they cost. */
export interface Repair {
  moves: Move[];
  /** What the plan costs more than before; what is left out costs nothing. */
  rise: number;
}

/** Gives an employer without a booth one, moving as few others as can be, at most two; null when that cannot be. */
export const seatOne = (numbers: Numbers, standing: Standing, employer: number): Repair | null =>
  smallest(numbers, standing, (deeper, now) => intoAnyBooth(numbers, now, employer, deeper));

/** Fills an empty booth, an anchor above all, without leaving another anchor empty; null when nobody may stand there. */
export const fillBooth = (numbers: Numbers, standing: Standing, booth: number): Repair | null =>
  smallest(numbers, standing, (deeper, now) => anybodyInto(numbers, now, booth, deeper));

/** Ways to change a standing with so many moves after the first. Each is there while it is looked at, and gone after. */
type Ways = (deeper: number, now: Standing) => Generator<Move[]>;

function smallest(numbers: Numbers, standing: Standing, ways: Ways): Repair | null {
  const now = standingOf(numbers, standing.boothOf);
  for (let deeper = 0; deeper <= MOST_OTHERS; deeper++) {
    let best: Repair | null = null;
    for (const moves of ways(deeper, now)) {
      const rise = riseOf(numbers, now.boothOf, moves);
      if (rise < (best?.rise ?? Infinity)) best = { moves, rise };
    }
    if (best) return best;
  }
  return null;
}

function* intoAnyBooth(
  numbers: Numbers,
  now: Standing,
  employer: number,
  deeper: number,
  done: Move[] = [],
): Generator<Move[]> {
  const from = now.boothOf[employer]!;
  for (const to of numbers.booths.keys()) {
    if (!mayGo(numbers, employer, to) || done.some((move) => move.to === to)) continue;
    const holder = now.holderOf[to]!;
    if ((holder === -1) !== (deeper === 0) || isPinned(numbers, holder)) continue;
    put(now, employer, to);
    const moves = [...done, { employer, from, to }];
    if (deeper === 0) yield moves;
    else yield* intoAnyBooth(numbers, now, holder, deeper - 1, moves);
    now.boothOf[employer] = from;
    now.holderOf[to] = holder;
  }
}

function* anybodyInto(
  numbers: Numbers,
  now: Standing,
  to: number,
  deeper: number,
  done: Move[] = [],
): Generator<Move[]> {
  for (const employer of numbers.employers.keys()) {
    if (isPinned(numbers, employer) || !mayGo(numbers, employer, to)) continue;
    if (done.some((move) => move.employer === employer)) continue;
    const from = now.boothOf[employer]!;
    const leavesAnchor = from !== -1 && numbers.booths[from]!.anchor;
    if (leavesAnchor !== deeper > 0) continue;
    put(now, employer, to);
    if (from !== -1) now.holderOf[from] = -1;
    const moves = [...done, { employer, from, to }];
    if (deeper === 0) yield moves;
    else yield* anybodyInto(numbers, now, from, deeper - 1, moves);
    now.holderOf[to] = -1;
    put(now, employer, from);
  }
}

const isPinned = ({ employers }: Numbers, employer: number) =>
  employer !== -1 && employers[employer]!.pinnedTo !== undefined;

const mayGo = ({ allowed, booths }: Numbers, employer: number, booth: number) =>
  allowed[employer * booths.length + booth] === 1;
