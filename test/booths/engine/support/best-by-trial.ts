import type { BoothProblem } from '../../../../server/booths/engine/booth-problem.ts';
import { checkPlan } from '../../../../server/booths/engine/check-plan.ts';

const points = [100, 70, 50, 35];

/** The most employers placed and then the most wish points, by trying every plan of a very small hall. */
export function bestByTrial(problem: BoothProblem): { placed: number; wishes: number } {
  const { booths, employers } = problem;
  let best = { placed: 0, wishes: 0 };

  function tryFrom(
    next: number,
    placements: { employerId: string; boothId: string }[],
    wishes: number,
  ) {
    if (checkPlan(problem, placements).length > 0) return;
    const placed = placements.length;
    if (placed > best.placed || (placed === best.placed && wishes > best.wishes))
      best = { placed, wishes };
    if (next === employers.length) return;
    tryFrom(next + 1, placements, wishes);
    const employer = employers[next]!;
    for (const booth of booths) {
      const named = [booth.code, booth.code.slice(0, 1)];
      const rank = employer.wishes.findIndex((wish) => named.includes(wish.toUpperCase()));
      const gained = rank === -1 ? 0 : points[rank]!;
      tryFrom(
        next + 1,
        [...placements, { employerId: employer.id, boothId: booth.id }],
        wishes + gained,
      );
    }
  }

  tryFrom(0, [], 0);
  return best;
}
