import { bestSeats } from './best-seats.ts';
import type { Hall } from './hall.ts';
import { shuffled } from '../assignment/seeded-random.ts';
import { clashesAt, standingOf, type Standing } from './standing.ts';

/**
 * Seats as many employers as can be chosen without two at odds afresh and exactly, while the rest stay where they are.
 * From a standing without clashes it leads to one without, and never to a worse one.
 */
export function reseat(
  hall: Hall,
  standing: Standing,
  movable: number[],
  random: () => number,
): Standing {
  const chosen = chooseAtPeace(hall, movable, random);
  const boothOf = standing.boothOf.slice();
  for (const employer of chosen) boothOf[employer] = -1;
  const { holderOf } = standingOf(hall, boothOf);
  // Equal seats go to whoever comes first, so the order decides between plans of the same worth.
  const open = [...shuffled(hall.booths.length, random)].filter((booth) => holderOf[booth] === -1);
  const seats = bestSeats(
    hall,
    chosen,
    open,
    (employer, booth) => clashesAt(hall, holderOf, employer, booth) === 0,
  );
  chosen.forEach((employer, at) => (boothOf[employer] = seats[at]!));
  return standingOf(hall, boothOf);
}

function chooseAtPeace(hall: Hall, movable: number[], random: () => number): number[] {
  const isChosen = new Uint8Array(hall.employers.length);
  const chosen: number[] = [];
  for (const at of shuffled(movable.length, random)) {
    const employer = movable[at]!;
    if (hall.foes[employer]!.some((foe) => isChosen[foe])) continue;
    isChosen[employer] = 1;
    chosen.push(employer);
  }
  return chosen;
}
