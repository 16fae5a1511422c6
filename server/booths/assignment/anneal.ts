import { POINT, type Numbers } from './numbers.ts';
import { below, seededRandom } from './seeded-random.ts';
import { isBetter, put, standingOf, worthOf, type Standing, type Worth } from './standing.ts';

/** While it searches, breaking a hard rule or leaving somebody out only costs much, or no way would lead around it. */
const BROKEN = 100 * POINT;
const LEFT = 60 * POINT;
/** How often it tries to leave somebody out, where hard rules between two may leave no other way. */
const LEAVES = 0.02;
const STEPS_A_LOOK = 20_000;
/** Steps of the first cooling, for each employer; every later one takes twice as many. */
const STEPS_EACH = 600;

export interface Found {
  standing: Standing;
  worth: Worth;
}

interface Search {
  numbers: Numbers;
  random: () => number;
  standing: Standing;
  movable: number[];
  /** Of each movable employer: booths it may take, cheapest first. */
  open: Int32Array[];
  flat: FlatLinks;
  mayLeave: boolean;
  /** What the standing costs more than at the start of this cooling, and the least that it ever did, with where all stood. */
  rise: number;
  least: number;
  leastOf: Int32Array;
}

/** Links as one loop reads them: what a link weighs, and the table of its ways, hard ones already weighed. */
interface FlatLinks {
  weight: Float64Array;
  ways: Float64Array[];
}

/**
 * Simulated annealing over moves and exchanges (Kirkpatrick, Gelatt, Vecchi 1983): also to worse standings at first, later
 * only to better ones, again and again from the best so far and each time more slowly. It never ends: who asks for the
 * next best takes as many as there is time for. The seed alone decides what comes.
 */
export function* anneal(numbers: Numbers, start: Standing, seed: number): Generator<Found> {
  const search = openSearch(numbers, start, seed);
  let best: Found = { standing: copyOf(numbers, start), worth: worthOf(numbers, start) };
  if (search.movable.length === 0) while (true) yield best;
  let steps = STEPS_EACH * search.movable.length;
  for (let [cooling, heat] = [0, 2 * POINT]; ; cooling++) {
    search.standing = copyOf(numbers, best.standing);
    [search.rise, search.least] = [0, 0];
    for (const _ of cool(search, heat, steps)) {
      const standing = standingOf(numbers, search.leastOf);
      const worth = worthOf(numbers, standing);
      if (isBetter(worth, best.worth)) best = { standing, worth };
      yield best;
    }
    steps *= 2;
    heat = cooling % 2 === 0 ? POINT / 3 : 2 * POINT;
  }
}

const copyOf = (numbers: Numbers, { boothOf }: Standing) => standingOf(numbers, boothOf);

function openSearch(numbers: Numbers, start: Standing, seed: number): Search {
  const { employers, links } = numbers;
  const movable = [...employers.keys()].filter((one) => employers[one]!.pinnedTo === undefined);
  const held = new Set(
    [...employers.keys()].flatMap((one) =>
      employers[one]!.pinnedTo === undefined ? [] : [start.boothOf[one]!],
    ),
  );
  return {
    numbers,
    random: seededRandom(seed),
    standing: start,
    movable,
    open: movable.map((employer) => openBooths(numbers, employer, held)),
    flat: {
      weight: links.weight.map((weight, at) =>
        links.rules[links.table[at]!]!.hard ? BROKEN : weight,
      ),
      ways: links.ways,
    },
    mayLeave: links.rules.some(({ hard }) => hard),
    rise: 0,
    least: 0,
    leastOf: start.boothOf.slice(),
  };
}

function openBooths({ allowed, cost, booths }: Numbers, employer: number, held: Set<number>) {
  const from = employer * booths.length;
  const open = [...booths.keys()].filter((booth) => allowed[from + booth] && !held.has(booth));
  return Int32Array.from(open.sort((a, b) => cost[from + a]! - cost[from + b]! || a - b));
}

/** One cooling from `heat` to almost none; stops to be looked at every so many steps. */
function* cool(search: Search, heat: number, steps: number): Generator<void> {
  const { movable, open, random } = search;
  const factor = (POINT / 500 / heat) ** (1 / steps);
  for (let step = 1, now = heat; step <= steps; step++, now *= factor) {
    const at = below(movable.length, random);
    tryMove(search, movable[at]!, pickBooth(search, open[at]!), now);
    if (step % STEPS_A_LOOK === 0 || step === steps) yield;
  }
}

/** Half of the tries go to the cheapest tenth of an employer's booths; −1: to none. */
function pickBooth({ random, mayLeave }: Search, open: Int32Array): number {
  if (open.length === 0 || (mayLeave && random() < LEAVES)) return -1;
  const few = random() < 0.5 ? Math.max(1, open.length / 10) : open.length;
  return open[Math.floor(random() * few)]!;
}

/** Moves an employer to a booth, whose holder takes the booth that comes free; one without a booth takes the holder's place. */
function tryMove(search: Search, employer: number, booth: number, heat: number): void {
  const { numbers, standing, flat, random } = search;
  const { boothOf, holderOf } = standing;
  const { allowed, booths, filled } = numbers;
  const left = boothOf[employer]!;
  if (left === booth) return;
  const holder = booth === -1 ? -1 : holderOf[booth]!;
  // Nobody is left out for it.
  if (holder !== -1 && left !== -1 && !allowed[holder * booths.length + left]) return;
  if (holder === -1 && left !== -1 && filled[left]) return;
  const before = costAt(numbers, flat, boothOf, employer) + costAt(numbers, flat, boothOf, holder);
  if (left !== -1) holderOf[left] = -1;
  put(standing, employer, booth);
  if (holder !== -1) put(standing, holder, left);
  const after = costAt(numbers, flat, boothOf, employer) + costAt(numbers, flat, boothOf, holder);
  const rise = after - before;
  if (rise <= 0 || random() < Math.exp(-rise / heat)) return void note(search, rise);
  if (booth !== -1) holderOf[booth] = -1;
  put(standing, employer, left);
  if (holder !== -1) put(standing, holder, booth);
}

function note(search: Search, rise: number): void {
  search.rise += rise;
  if (search.rise >= search.least) return;
  search.least = search.rise;
  search.leastOf.set(search.standing.boothOf);
}

function costAt(
  { links, cost, booths }: Numbers,
  flat: FlatLinks,
  boothOf: Int32Array,
  employer: number,
) {
  if (employer === -1) return 0;
  const booth = boothOf[employer]!;
  if (booth === -1) return LEFT;
  let sum = cost[employer * booths.length + booth]!;
  const row = booth * booths.length;
  for (let at = links.start[employer]!; at < links.start[employer + 1]!; at++) {
    const other = boothOf[links.other[at]!]!;
    if (other !== -1) sum += flat.weight[at]! * flat.ways[links.table[at]!]![row + other]!;
  }
  return sum;
}
