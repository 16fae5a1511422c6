import { matchAtLowestCost } from './linear-assignment.ts';
import type { Numbers } from './numbers.ts';
import { seatsOf, type Seats } from './seats.ts';

/** Who may stand where in the plans that are fair to the worst-off. */
export interface FairSeats {
  /** As of Numbers. */
  allowed: Uint8Array;
  /** Of each booth: 1 where no such plan leaves it empty. */
  filled: Uint8Array;
  /** The cheapest of these plans by rules of single booths. */
  seats: Seats;
}

/** A square of rows and columns: employers and booths, filled up with nobody and no booth. */
interface Square {
  size: number;
  /** Of each cell: 1 while a plan as fair as any can use it. */
  open: Uint8Array;
}

/**
 * Plans with as many placed as can be, of these as few as can be with no wish met, then as few as can be with their last
 * wish, and so on up to the first. Each step is a linear assignment; its prices say which cells the plans that are as good
 * lie in, and the next step chooses among those alone.
 */
export function fairSeats(numbers: Numbers): FairSeats {
  const { employers, booths } = numbers;
  const size = Math.max(employers.length, booths.length);
  const square = { size, open: new Uint8Array(size * size).fill(1) };
  const isSeat = (row: number, column: number) =>
    column < booths.length && numbers.allowed[row * booths.length + column] === 1;
  keepFewest(square, numbers, (row, column) => !isSeat(row, column));
  const worst = Math.max(0, ...employers.map(({ wishes }) => wishes.length));
  for (let rank = worst; rank >= 0; rank--)
    keepFewest(square, numbers, (row, column) => {
      if (!isSeat(row, column) || employers[row]!.wishes.length === 0) return false;
      const met = numbers.wishRank[row * booths.length + column]!;
      // Beyond the last wish lies having none met.
      return rank === worst ? met === -1 : met === rank;
    });
  return settle(square, numbers, isSeat);
}

/** Leaves open the cells of all plans that use as few cells of a kind as can be; rows of nobody count for nothing. */
function keepFewest(
  { size, open }: Square,
  { employers }: Numbers,
  counts: (row: number, column: number) => boolean,
): void {
  const table = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (!open[at]) table[at] = size + 1;
      else if (row < employers.length && counts(row, column)) table[at] = 1;
    }
  const { columnOf, price } = matchAtLowestCost(table, size);
  for (let row = 0; row < size; row++) {
    const own = table[row * size + columnOf[row]!]! - price[columnOf[row]!]!;
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (table[at]! - price[column]! > own) open[at] = 0;
    }
  }
}

function settle(
  { size, open }: Square,
  numbers: Numbers,
  isSeat: (row: number, column: number) => boolean,
): FairSeats {
  const { employers, booths } = numbers;
  const width = booths.length;
  const isOpen = (row: number, column: number) => open[row * size + column] === 1;
  const allowed = numbers.allowed.map((each, cell) =>
    Number(each === 1 && isOpen(Math.floor(cell / width), cell % width)),
  );
  const nobody = Array.from({ length: size - employers.length }, (_, at) => employers.length + at);
  const filled = Uint8Array.from(booths, (_, column) =>
    Number(nobody.every((row) => !isOpen(row, column))),
  );
  const seats = seatsOf(numbers, (row, column) => {
    if (!isOpen(row, column)) return Infinity;
    return row < employers.length && isSeat(row, column) ? numbers.cost[row * width + column]! : 0;
  });
  return { allowed, filled, seats };
}
