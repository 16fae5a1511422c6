import type { Hall } from './hall.ts';
import { setAtOdds, smallestCover } from '../assignment/smallest-cover.ts';
import { lossOf } from './standing.ts';

/** Booth of each pinned employer; −1: not pinned, or the pin cannot hold. */
export function settlePins(hall: Hall): Int32Array {
  const pinned = new Int32Array(hall.employers.length).fill(-1);
  const byId = new Map(hall.booths.map(({ id }, booth) => [id, booth]));
  hall.employers.forEach((employer, one) => {
    const booth = byId.get(employer.pinnedBoothId ?? '');
    if (booth !== undefined && hall.fits[one * hall.booths.length + booth]) pinned[one] = booth;
  });
  const loss = (one: number) => lossOf(hall, one, pinned[one]!);
  for (const one of smallestCover(pinsAtOdds(hall, pinned), loss)) pinned[one] = -1;
  return pinned;
}

/** Pins to one booth, or side by side for two who must stay apart. */
function pinsAtOdds(hall: Hall, pinned: Int32Array): Map<number, Set<number>> {
  const graph = new Map<number, Set<number>>();
  const held = [...pinned.keys()].filter((one) => pinned[one] !== -1);
  held.forEach((one, at) => {
    for (const other of held.slice(at + 1)) {
      const [here, there] = [pinned[one]!, pinned[other]!];
      const tooClose =
        hall.areFoes[one * pinned.length + other] && hall.besides[here]!.includes(there);
      if (here === there || tooClose) setAtOdds(graph, one, other);
    }
  });
  return graph;
}
