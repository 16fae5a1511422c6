import { POINT, type Numbers } from './numbers.ts';
import type { RuleKind } from './problem.ts';
import { riseOf, type Move } from './rise-of.ts';
import { barredBy } from './single-rules.ts';
import type { Standing } from './standing.ts';

/** What a booth lacks for an employer, by the rule that says so. */
const lacks: Partial<Record<RuleKind, string>> = {
  package: 'is of another package',
  size: 'is too small',
  power: 'has too few sockets',
  access: 'has no step-free way',
  families: 'lies in the zone of other roles',
  sponsors: 'is no anchor',
  staff: 'is too far from the help desk',
  wishes: 'is no booth that it wished for',
  'dead-ends': 'lies at a dead end',
  'last-booth': 'is not where it stood last year',
};

/** Why an employer stands where it stands: sentences for the organizer and for the employer. */
export interface Explanation {
  why: string[];
  /** Points of broken rules; 0: nothing counts against it. */
  points: number;
  /** One sentence for each wish before the one that is met. */
  missed: string[];
  /** The next best that could be done with it. */
  nextBest: string;
}

export function explain(numbers: Numbers, standing: Standing, one: number): Explanation {
  const booth = standing.boothOf[one]!;
  const employer = numbers.employers[one]!;
  const rank = booth === -1 ? -1 : numbers.wishRank[one * numbers.booths.length + booth]!;
  const points = pointsOf(numbers, standing, one);
  return {
    why: [
      ...(employer.pinnedTo === undefined ? [] : ['Pinned here by the organizer.']),
      wishSentence(employer.wishes, rank),
      points === 0 ? 'No rule counts against it.' : `Against it count ${said(points)}.`,
    ],
    points,
    missed: employer.wishes
      .slice(0, rank === -1 ? employer.wishes.length : rank)
      .map((wish, at) => `Wish ${at + 1} (${wish}): ${whyNot(numbers, standing, one, wish)}`),
    nextBest: employer.pinnedTo === undefined ? nextBest(numbers, standing, one) : '',
  };
}

function wishSentence(wishes: string[], rank: number): string {
  if (wishes.length === 0) return 'It named no wish.';
  if (rank === -1)
    return wishes.length === 1
      ? 'Its wish is not met.'
      : `None of its ${wishes.length} wishes is met.`;
  return `It got wish ${rank + 1} of ${wishes.length} (${wishes[rank]}).`;
}

const said = (points: number): string => `${points} ${points === 1 ? 'point' : 'points'}`;
const dearer = (rise: number): string =>
  rise < 0 ? `${said(-rounded(rise))} better` : `${said(rounded(rise))} worse`;
const rounded = (cost: number): number => Math.round((cost / POINT) * 10) / 10;

const pointsOf = (numbers: Numbers, { boothOf }: Standing, one: number): number =>
  rounded(riseOf(numbers, boothOf, [{ employer: one, from: -1, to: boothOf[one]! }]));

/** Why a wish is not met, from its best booth on. */
function whyNot(numbers: Numbers, standing: Standing, one: number, wish: string): string {
  const { employers, booths, rules, wishRank } = numbers;
  const named = numbers.named(wish);
  if (named.length === 0) return 'there is no such booth.';
  if (employers[one]!.pinnedTo !== undefined) return 'the pin decides.';
  const open = named.filter((booth) => numbers.allowed[one * booths.length + booth]);
  if (open.length === 0) {
    const at = named[0]!;
    const rule = barredBy(employers[one]!, booths[at]!, rules, wishRank[one * booths.length + at]!);
    return `${booths[at]!.number} ${(rule && lacks[rule]) ?? 'would leave somebody else worse off'}.`;
  }
  const changes = open.map((booth) => exchangeWith(numbers, standing, one, booth));
  const best = changes.reduce((least, each) => (each.rise < least.rise ? each : least));
  const { number } = booths[best.booth]!;
  const holder = standing.holderOf[best.booth]!;
  if (best.rise === Infinity)
    return `at ${number} somebody would stand beside whom they must not, or find no booth.`;
  const price = `the whole plan would be ${dearer(best.rise)}`;
  return holder === -1
    ? `${number} is free, but with it there ${price}.`
    : `${number} went to ${employers[holder]!.name}; if the two changed places, ${price}.`;
}

/** The cheapest booth that it could have instead, by moving there or changing places. */
function nextBest(numbers: Numbers, standing: Standing, one: number): string {
  const { booths, employers, allowed } = numbers;
  const others = [...booths.keys()].filter(
    (booth) => booth !== standing.boothOf[one] && allowed[one * booths.length + booth],
  );
  const changes = others.map((booth) => exchangeWith(numbers, standing, one, booth));
  const best = changes.reduce((least, each) => (each.rise < least.rise ? each : least), {
    booth: -1,
    rise: Infinity,
  });
  if (best.rise === Infinity) return 'No single change gives it another booth.';
  const holder = standing.holderOf[best.booth]!;
  const exchange = holder === -1 ? '' : `, changing places with ${employers[holder]!.name}`;
  return `Next best: ${booths[best.booth]!.number}${exchange}, ${dearer(best.rise)}.`;
}

function exchangeWith(
  numbers: Numbers,
  { boothOf, holderOf }: Standing,
  one: number,
  booth: number,
) {
  const { allowed, booths, employers } = numbers;
  const from = boothOf[one]!;
  const holder = holderOf[booth]!;
  const moves: Move[] = [{ employer: one, from, to: booth }];
  if (holder !== -1) {
    const mayGo = from !== -1 && allowed[holder * booths.length + from] === 1;
    if (!mayGo || employers[holder]!.pinnedTo !== undefined) return { booth, rise: Infinity };
    moves.push({ employer: holder, from: booth, to: from });
  }
  const after = boothOf.slice();
  for (const { employer, to } of moves) after[employer] = to;
  return { booth, rise: riseOf(numbers, after, moves) };
}
