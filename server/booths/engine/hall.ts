import type { BoothPlace, BoothProblem, BoothSeeker } from './booth-problem.ts';
import { misfitOf } from './booth-rules.ts';
import { boothsByWish } from './wish-points.ts';

/** A booth problem by numbers: employers and booths by their place in the lists. */
export interface Hall {
  employers: BoothSeeker[];
  booths: BoothPlace[];
  /** At employer · booths + booth: 1 where the employer may stand there, whoever stands beside. */
  fits: Uint8Array;
  /** At the same place: which wish the booth meets, from 0; −1: none. */
  wishRank: Int16Array;
  besides: number[][];
  foes: number[][];
  /** At employer · employers + employer: 1 where the two must stay apart. */
  areFoes: Uint8Array;
}

/** Puts a problem into numbers. Names of booths and employers that do not exist are left out. */
export function openHall({ employers, booths }: BoothProblem): Hall {
  const areFoes = pairs(employers, (employer) => employer.notBeside);
  const areBeside = pairs(booths, (booth) => booth.neighbors);
  return {
    employers,
    booths,
    fits: fitsOf(employers, booths),
    wishRank: wishRanksOf(employers, booths),
    besides: listsOf(areBeside, booths.length),
    foes: listsOf(areFoes, employers.length),
    areFoes,
  };
}

/** A relation by id as a table that is the same in both directions. */
function pairs<T extends { id: string }>(things: T[], related: (thing: T) => string[]): Uint8Array {
  const at = new Map(things.map((thing, index) => [thing.id, index]));
  const table = new Uint8Array(things.length ** 2);
  things.forEach((thing, one) => {
    for (const id of related(thing)) {
      const other = at.get(id);
      if (other === undefined || other === one) continue;
      table[one * things.length + other] = 1;
      table[other * things.length + one] = 1;
    }
  });
  return table;
}

const listsOf = (table: Uint8Array, size: number) =>
  Array.from({ length: size }, (_, one) => {
    const list: number[] = [];
    for (let other = 0; other < size; other++) if (table[one * size + other]) list.push(other);
    return list;
  });

function fitsOf(employers: BoothSeeker[], booths: BoothPlace[]): Uint8Array {
  const fits = new Uint8Array(employers.length * booths.length);
  let at = 0;
  for (const employer of employers)
    for (const booth of booths) fits[at++] = misfitOf(employer, booth) === null ? 1 : 0;
  return fits;
}

function wishRanksOf(employers: BoothSeeker[], booths: BoothPlace[]): Int16Array {
  const ranks = new Int16Array(employers.length * booths.length).fill(-1);
  const named = boothsByWish(booths.map((booth) => booth.code));
  employers.forEach((employer, one) => {
    for (let rank = employer.wishes.length - 1; rank >= 0; rank--)
      for (const booth of named(employer.wishes[rank]!)) ranks[one * booths.length + booth] = rank;
  });
  return ranks;
}

/** The same hall, in which nobody fits a booth beside a pinned employer whom it must be kept apart from. */
export function withoutFoesOfPinned(hall: Hall, pinned: Int32Array): Hall {
  const fits = hall.fits.slice();
  pinned.forEach((booth, holder) => {
    if (booth === -1) return;
    for (const foe of hall.foes[holder]!)
      for (const beside of hall.besides[booth]!) fits[foe * hall.booths.length + beside] = 0;
  });
  return { ...hall, fits };
}
