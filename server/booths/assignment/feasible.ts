import type { Numbers } from './numbers.ts';

/** How far the exact search goes before it gives up an answer. */
const MOST_STEPS = 200_000;

export type Verdict = 'yes' | 'no' | 'unknown';

/**
 * Whether everybody can be placed with no hard rule broken. Single booths are settled exactly by a matching; where hard
 * rules of pairs remain, a backtracking search looks, and says unknown when it has looked long enough.
 */
export function canPlaceAll(numbers: Numbers): Verdict {
  if (unmatchable(numbers) !== null) return 'no';
  if (!numbers.links.rules.some(({ hard }) => hard)) return 'yes';
  return placeNext(numbers);
}

/** Employers who have too few booths between them: more of them than booths that any may take; null: a matching exists. */
export function unmatchable(numbers: Numbers): { employers: number[]; booths: number[] } | null {
  const { employers, booths, allowed } = numbers;
  const holderOf = new Int32Array(booths.length).fill(-1);
  for (const employer of employers.keys()) {
    const seen = new Set<number>();
    if (seat(employer, seen)) continue;
    // Everybody who was asked to move, and every booth they might have moved to (D. König, P. Hall).
    const asked = new Set([employer, ...[...seen].map((booth) => holderOf[booth]!)]);
    return { employers: [...asked].sort((a, b) => a - b), booths: [...seen].sort((a, b) => a - b) };
  }
  return null;

  function seat(employer: number, seen: Set<number>): boolean {
    for (let booth = 0; booth < booths.length; booth++) {
      if (!allowed[employer * booths.length + booth] || seen.has(booth)) continue;
      seen.add(booth);
      if (holderOf[booth] === -1 || seat(holderOf[booth]!, seen)) {
        holderOf[booth] = employer;
        return true;
      }
    }
    return false;
  }
}

function placeNext(numbers: Numbers): Verdict {
  let steps = 0;
  return place(domainsOf(numbers));

  /** Places whoever has the fewest booths left, in each in turn; `domains` holds the booths left to each. */
  function place(domains: Map<number, number[]>): Verdict {
    if (domains.size === 0) return 'yes';
    const [employer, open] = [...domains].reduce((least, each) =>
      each[1].length < least[1].length ? each : least,
    );
    for (const booth of open) {
      if (++steps > MOST_STEPS) return 'unknown';
      const narrowed = narrow(numbers, domains, employer, booth);
      const verdict = narrowed ? place(narrowed) : 'no';
      if (verdict !== 'no') return verdict;
    }
    return 'no';
  }
}

const domainsOf = ({ employers, booths, allowed }: Numbers) =>
  new Map(
    employers.map((_, one) => [
      one,
      [...booths.keys()].filter((booth) => allowed[one * booths.length + booth]),
    ]),
  );

/** What is left to the others once an employer stands at a booth; null when somebody has nothing left. */
function narrow(
  { links, booths }: Numbers,
  domains: Map<number, number[]>,
  employer: number,
  booth: number,
): Map<number, number[]> | null {
  const narrowed = new Map<number, number[]>();
  for (const [other, open] of domains) {
    if (other === employer) continue;
    const left = open.filter((each) => each !== booth && !breaks(other, each));
    if (left.length === 0) return null;
    narrowed.set(other, left);
  }
  return narrowed;

  function breaks(other: number, at: number): boolean {
    for (let link = links.start[employer]!; link < links.start[employer + 1]!; link++) {
      const table = links.table[link]!;
      if (links.other[link] !== other || !links.rules[table]!.hard) continue;
      if (links.ways[table]![booth * booths.length + at]! > 0) return true;
    }
    return false;
  }
}
