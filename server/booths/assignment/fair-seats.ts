import type { Numbers } from './numbers.ts';
import { bestSeats } from './seats.ts';

/**
 * The cells that a plan fair to the worst-off may use: as many placed as can be, of these as few as can be with no wish
 * met, then as few as can be with their last wish, and so on up to the first. Each step is a linear assignment whose
 * prices say which cells every plan of equal worth lies in; the next step chooses among those (leximin by steps).
 */
export function fairSeats(numbers: Numbers): Uint8Array {
  const { employers, wishRank } = numbers;
  const worst = Math.max(0, ...employers.map(({ wishes }) => wishes.length));
  let allowed = numbers.allowed;
  for (let rank = worst; rank >= 0; rank--) {
    // Rank `worst` stands for no wish met; whoever named none is content everywhere.
    const isWorse = (cell: number, wishes: number) =>
      wishes > 0 && (wishRank[cell] === -1 ? rank === worst : wishRank[cell] === rank);
    allowed = tightest({ ...numbers, allowed }, isWorse);
  }
  return allowed;
}

/** The cells of all plans that have as few cells of a kind as can be. */
function tightest(numbers: Numbers, counts: (cell: number, wishes: number) => boolean): Uint8Array {
  const { employers, booths, allowed } = numbers;
  const cost = Float64Array.from(allowed, (_, cell) =>
    Number(counts(cell, employers[Math.floor(cell / booths.length)]!.wishes.length)),
  );
  const seats = bestSeats(numbers, cost);
  return allowed.map((each, cell) =>
    Number(
      each === 1 && seats.dearer(Math.floor(cell / booths.length), cell % booths.length) === 0,
    ),
  );
}
