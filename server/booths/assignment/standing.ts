import type { Numbers } from './numbers.ts';

/** Who stands where for now: booth of each employer, employer at each booth; −1: none. */
export interface Standing {
  boothOf: Int32Array;
  holderOf: Int32Array;
}

export function standingOf({ booths }: Numbers, boothOf: ArrayLike<number>): Standing {
  const holderOf = new Int32Array(booths.length).fill(-1);
  for (let employer = 0; employer < boothOf.length; employer++)
    if (boothOf[employer] !== -1) holderOf[boothOf[employer]!] = employer;
  return { boothOf: Int32Array.from(boothOf), holderOf };
}

export function put({ boothOf, holderOf }: Standing, employer: number, booth: number): void {
  boothOf[employer] = booth;
  if (booth !== -1) holderOf[booth] = employer;
}

/** What a plan comes to: first no hard rule may be broken, then as many placed as can be, then the least cost. */
export interface Worth {
  broken: number;
  left: number;
  cost: number;
}

export function worthOf(numbers: Numbers, { boothOf }: Standing): Worth {
  const worth = { broken: 0, left: 0, cost: 0 };
  boothOf.forEach((booth, employer) => {
    if (booth === -1) return void worth.left++;
    worth.cost += numbers.cost[employer * numbers.booths.length + booth]!;
    const { broken, cost } = linksAt(numbers, boothOf, employer, booth);
    worth.broken += broken / 2;
    worth.cost += cost / 2;
  });
  return worth;
}

/** What an employer at a booth costs with those whose booths matter to it, and how many hard rules it breaks with them. */
export function linksAt(
  { links, booths }: Numbers,
  boothOf: Int32Array,
  employer: number,
  booth: number,
): { broken: number; cost: number } {
  const sum = { broken: 0, cost: 0 };
  for (let at = links.start[employer]!; at < links.start[employer + 1]!; at++) {
    const other = boothOf[links.other[at]!]!;
    if (other === -1) continue;
    const table = links.table[at]!;
    const way = links.ways[table]![booth * booths.length + other]!;
    if (links.rules[table]!.hard) sum.broken += way;
    else sum.cost += links.weight[at]! * way;
  }
  return sum;
}

export const isBetter = (one: Worth, other: Worth) =>
  one.broken !== other.broken
    ? one.broken < other.broken
    : one.left !== other.left
      ? one.left < other.left
      : one.cost < other.cost;
