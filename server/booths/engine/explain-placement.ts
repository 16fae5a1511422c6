import type { Placement } from './booth-problem.ts';
import { explainMissedWishes } from './explain-missed-wish.ts';
import type { Hall } from './hall.ts';
import { joinWords } from '../assignment/plain-words.ts';
import type { Standing } from './standing.ts';

/** Where an employer stands and why, in words for the organizer and the employer. */
export function explainPlacement(hall: Hall, standing: Standing, one: number): Placement {
  const booth = standing.boothOf[one]!;
  const rank = hall.wishRank[one * hall.booths.length + booth]!;
  return {
    employerId: hall.employers[one]!.id,
    boothId: hall.booths[booth]!.id,
    wishRank: rank === -1 ? null : rank,
    reasons: [
      ...sayPin(hall, one, booth),
      ...sayWish(hall, one, rank),
      ...sayNeeds(hall, one, booth),
      ...sayApart(hall, one),
      ...explainMissedWishes(hall, standing, one, rank),
    ],
  };
}

const sayPin = ({ employers, booths }: Hall, one: number, booth: number) =>
  employers[one]!.pinnedBoothId === undefined ? [] : [`Pinned to ${booths[booth]!.code}.`];

function sayWish({ employers }: Hall, one: number, rank: number): string[] {
  const { wishes } = employers[one]!;
  if (wishes.length === 0) return ['Named no wish.'];
  if (rank === -1)
    return [
      wishes.length === 1 ? 'Its wish is not met.' : `None of its ${wishes.length} wishes is met.`,
    ];
  const wish = wishes[rank]!.trim().toUpperCase();
  const named = /\d/.test(wish) ? `booth ${wish}` : `row ${wish}`;
  return [`Got wish ${rank + 1} of ${wishes.length} (${named}).`];
}

function sayNeeds({ employers, booths }: Hall, one: number, booth: number): string[] {
  const { needsPower, needsAccessible, tier, pinnedBoothId } = employers[one]!;
  const needs = [
    ...(needsPower ? ['power'] : []),
    ...(needsAccessible ? ['step-free access'] : []),
    ...(tier === 'premium' && pinnedBoothId === undefined ? ['a premium booth'] : []),
  ];
  return needs.length === 0 ? [] : [`Needs ${joinWords(needs)}: ${booths[booth]!.code} offers it.`];
}

function sayApart({ employers, foes }: Hall, one: number): string[] {
  const names = foes[one]!.map((foe) => employers[foe]!.name);
  if (names.length === 0) return [];
  const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return [`Kept apart from ${joinWords(shown)}.`];
}
