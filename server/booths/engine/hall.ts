import type { BoothPlace, BoothProblem, BoothSeeker } from './booth-problem.ts';
import { misfitOf } from './booth-rules.ts';
import { boothsByWish, pointsOf } from '../assignment/wish-points.ts';

/** A booth problem by numbers: employers and booths by their place in the lists. */
export interface Hall {
  employers: BoothSeeker[];
  booths: BoothPlace[];
  /** At employer · booths + booth: 1 where the employer may stand there, whoever stands beside. */
  fits: Uint8Array;
  /** At the same place: which wish the booth meets, from 0; −1: none. */
  wishRank: Int16Array;
  /** At the same place: what meeting that wish is worth. */
  points: Int16Array;
  /** The booths that a wish names. */
  named: (wish: string) => number[];
  besides: number[][];
  foes: number[][];
  /** At employer · employers + employer: 1 where the two must stay apart. */
  areFoes: Uint8Array;
}

/** Puts a problem into numbers. Names of booths and employers that do not exist are left out. */
export function openHall({ employers, booths }: BoothProblem): Hall {
  const named = boothsByWish(booths.map((booth) => booth.code));
  const foes = relation(employers, (employer) => employer.notBeside);
  return {
    employers,
    booths,
    fits: fitsOf(employers, booths),
    ...wishesOf(employers, booths.length, named),
    named,
    besides: relation(booths, (booth) => booth.neighbors),
    foes,
    areFoes: tableOf(foes),
  };
}

/** A relation by id as lists that hold for both directions. */
function relation<T extends { id: string }>(things: T[], related: (thing: T) => string[]) {
  const at = new Map(things.map((thing, index) => [thing.id, index]));
  const others = things.map(() => new Set<number>());
  things.forEach((thing, one) => {
    for (const id of related(thing)) {
      const other = at.get(id);
      if (other === undefined || other === one) continue;
      others[one]!.add(other);
      others[other]!.add(one);
    }
  });
  return others.map((set) => [...set].sort((x, y) => x - y));
}

function tableOf(lists: number[][]): Uint8Array {
  const table = new Uint8Array(lists.length ** 2);
  lists.forEach((list, one) => {
    for (const other of list) table[one * lists.length + other] = 1;
  });
  return table;
}

function fitsOf(employers: BoothSeeker[], booths: BoothPlace[]): Uint8Array {
  const fits = new Uint8Array(employers.length * booths.length);
  // Employers with the same needs fit the same booths, so one of a kind is enough to ask about.
  const rows = new Map<string, Uint8Array>();
  employers.forEach((employer, one) => {
    const { tier, needsPower, needsAccessible, pinnedBoothId } = employer;
    const needs = JSON.stringify([tier, needsPower, needsAccessible, pinnedBoothId]);
    const row =
      rows.get(needs) ?? Uint8Array.from(booths, (booth) => Number(!misfitOf(employer, booth)));
    rows.set(needs, row);
    fits.set(row, one * booths.length);
  });
  return fits;
}

function wishesOf(employers: BoothSeeker[], booths: number, named: Hall['named']) {
  const wishRank = new Int16Array(employers.length * booths).fill(-1);
  const points = new Int16Array(employers.length * booths);
  employers.forEach(({ wishes }, one) => {
    for (let rank = wishes.length - 1; rank >= 0; rank--)
      for (const booth of named(wishes[rank]!)) {
        wishRank[one * booths + booth] = rank;
        points[one * booths + booth] = pointsOf(rank);
      }
  });
  return { wishRank, points };
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
