import type { Hall } from './hall.ts';
import { assignAtLowestCost } from '../assignment/linear-assignment.ts';
import { bestPoints } from '../assignment/wish-points.ts';

/**
 * The best seats for some employers among some booths: as many placed as can be, then the most wishes, exactly.
 * `mayTake` can rule out more than the rules of single booths do. Answers a booth for each employer asked, −1: none.
 */
export function bestSeats(
  hall: Hall,
  employers: number[],
  booths: number[],
  mayTake?: (employer: number, booth: number) => boolean,
): number[] {
  const size = Math.max(employers.length, booths.length);
  // Dearer than all wishes together, so that nobody goes without for somebody's wish.
  const unplaced = bestPoints * (size + 1);
  const { fits, points } = hall;
  const cost = new Float64Array(size * size);
  employers.forEach((employer, row) => {
    cost.fill(unplaced, row * size, (row + 1) * size);
    const from = employer * hall.booths.length;
    for (let column = 0; column < booths.length; column++) {
      const booth = booths[column]!;
      if (fits[from + booth] === 0 || mayTake?.(employer, booth) === false) continue;
      cost[row * size + column] = bestPoints - points[from + booth]!;
    }
  });
  const columns = assignAtLowestCost(cost, size);
  return employers.map((_, row) =>
    cost[row * size + columns[row]!]! < unplaced ? booths[columns[row]!]! : -1,
  );
}

/** The most wish points that any standing can reach, even one that leaves employers unplaced for it. */
export function mostWishes(hall: Hall, employers: number[], booths: number[]): number {
  const size = Math.max(employers.length, booths.length);
  const cost = new Float64Array(size * size);
  employers.forEach((employer, row) => {
    const from = employer * hall.booths.length;
    booths.forEach((booth, column) => {
      if (hall.fits[from + booth]) cost[row * size + column] = -hall.points[from + booth]!;
    });
  });
  let points = 0;
  assignAtLowestCost(cost, size).forEach((column, row) => (points -= cost[row * size + column]!));
  return points;
}
