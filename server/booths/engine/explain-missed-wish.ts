import { misfitOf, misfitWords } from './booth-rules.ts';
import type { Hall } from './hall.ts';
import type { Standing } from './standing.ts';

/** Why the better wishes went unmet, at most three of them. */
export function explainMissedWishes(
  hall: Hall,
  standing: Standing,
  one: number,
  rank: number,
): string[] {
  const { wishes, pinnedBoothId } = hall.employers[one]!;
  if (pinnedBoothId !== undefined) return [];
  const missed = wishes.slice(0, Math.min(3, rank === -1 ? 3 : rank));
  return missed.flatMap((wish, at) => {
    const why = whyNot(hall, standing, one, hall.named(wish));
    return why === null ? [] : [`Wish ${at + 1} (${wish.trim().toUpperCase()}) ${why}.`];
  });
}

function whyNot(hall: Hall, { holderOf }: Standing, one: number, booths: number[]): string | null {
  const { employers } = hall;
  if (booths.length === 0) return 'is not on this floor';
  const fitting = booths.filter((booth) => hall.fits[one * hall.booths.length + booth]);
  if (fitting.length === 0)
    return misfitWords[misfitOf(employers[one]!, hall.booths[booths[0]!]!)!];
  const free = fitting.filter((booth) => holderOf[booth] === -1);
  const foe = free.map((booth) => foeBeside(hall, holderOf, one, booth)).find((at) => at !== -1);
  if (foe !== undefined) return `is free only beside ${employers[foe]!.name}`;
  if (free.length > 0) return null;
  if (booths.length > 1) return 'has no booth left that fits';
  return `went to ${employers[holderOf[booths[0]!]!]!.name}`;
}

/** An employer beside a booth whom another must be kept apart from; −1: none. */
export function foeBeside(hall: Hall, holderOf: Int32Array, one: number, booth: number): number {
  for (const beside of hall.besides[booth]!) {
    const holder = holderOf[beside]!;
    if (holder !== -1 && hall.areFoes[one * hall.employers.length + holder]) return holder;
  }
  return -1;
}
