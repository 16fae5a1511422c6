import { misfitOf, misfitWords } from './booth-rules.ts';
import type { BoothSeeker } from './booth-problem.ts';
import { foeBeside } from './explain-missed-wish.ts';
import type { Hall } from './hall.ts';
import { joinWords } from '../assignment/plain-words.ts';
import type { Standing } from './standing.ts';

/** Why an employer has no booth, and so what would have to change. */
export function explainUnplaced(hall: Hall, standing: Standing, one: number): string {
  const employer = hall.employers[one]!;
  return employer.pinnedBoothId === undefined
    ? explainNoBooth(hall, standing, one, employer)
    : explainBrokenPin(hall, standing, one, employer);
}

function explainBrokenPin(hall: Hall, { holderOf }: Standing, one: number, employer: BoothSeeker) {
  const at = hall.booths.findIndex(({ id }) => id === employer.pinnedBoothId);
  if (at === -1) return 'It is pinned to a booth that is not on this floor.';
  const booth = hall.booths[at]!;
  const misfit = misfitOf(employer, booth);
  if (misfit !== null) return `It is pinned to ${booth.code}, which ${misfitWords[misfit]}.`;
  // The booth may have gone to somebody else since, so the other pins are what counts.
  if (hall.employers[holderOf[at]!]?.pinnedBoothId === booth.id)
    return `It is pinned to ${booth.code}, where ${hall.employers[holderOf[at]!]!.name} is pinned too.`;
  const foe = foeBeside(hall, holderOf, one, at);
  return `It is pinned to ${booth.code}, beside ${hall.employers[foe]!.name}, whom it must be kept apart from.`;
}

function explainNoBooth(hall: Hall, { holderOf }: Standing, one: number, employer: BoothSeeker) {
  const kind = kindOfBooth(employer);
  const all = [...hall.booths.keys()];
  const fitting = all.filter((booth) => hall.fits[one * hall.booths.length + booth]);
  if (fitting.length === 0) return `This floor has no ${kind}.`;
  const free = fitting.filter((booth) => holderOf[booth] === -1);
  if (free.length === 0) {
    if (!holderOf.includes(-1) && hall.employers.length > all.length)
      return `There are only ${all.length} booths for ${hall.employers.length} employers.`;
    return `Every ${kind} is taken (${fitting.length} on this floor).`;
  }
  const foes = free.map((booth) => foeBeside(hall, holderOf, one, booth));
  const names = [...new Set(foes)]
    .filter((foe) => foe !== -1)
    .map((foe) => hall.employers[foe]!.name);
  return `Every free ${kind} is beside ${joinWords(names)}, whom it must be kept apart from.`;
}

function kindOfBooth({ tier, needsPower, needsAccessible }: BoothSeeker): string {
  const needs = [
    ...(needsPower ? ['power'] : []),
    ...(needsAccessible ? ['step-free access'] : []),
  ];
  return `${tier} booth${needs.length > 0 ? ` with ${joinWords(needs)}` : ''}`;
}
