/**
 * Whom to leave out at the least loss so that no two of the rest are at odds. Exact while the look-ahead of a group
 * lasts, which no hall comes near; beyond it, whoever is at odds with most goes first.
 */
export function smallestCover(
  atOdds: Map<number, Set<number>>,
  lossOf: (member: number) => number,
): Set<number> {
  return new Set(groupsOf(atOdds).flatMap((group) => needed(group, coverOfGroup(group, lossOf))));
}

/** Members who have to do with each other, directly or through others. */
function groupsOf(graph: Map<number, Set<number>>): Map<number, Set<number>>[] {
  const seen = new Set<number>();
  const groups: Map<number, Set<number>>[] = [];
  for (const first of graph.keys()) {
    if (seen.has(first)) continue;
    const group = new Map<number, Set<number>>();
    const waiting = [first];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      group.set(one, graph.get(one)!);
      waiting.push(...graph.get(one)!);
    }
    groups.push(group);
  }
  return groups;
}

function coverOfGroup(
  group: Map<number, Set<number>>,
  lossOf: (member: number) => number,
  lookAhead = 2_000,
): number[] {
  let best: { out: number[]; loss: number } | null = null;
  let left = lookAhead;

  function search(graph: Map<number, Set<number>>, out: number[], loss: number): void {
    if (best && (loss >= best.loss || left-- <= 0)) return;
    const [worst, others] = mostAtOdds(graph);
    if (worst === -1) {
      best = { out, loss };
      return;
    }
    const leaveOut = (gone: number[]) => {
      const more = gone.reduce((sum, one) => sum + lossOf(one), 0);
      search(without(graph, gone), [...out, ...gone], loss + more);
    };
    const [other] = others;
    if (others.size === 1) {
      // Everybody left is at odds with one other only: the lesser loss of each two is the best answer.
      leaveOut([lossOf(worst) <= lossOf(other!) ? worst : other!]);
      return;
    }
    leaveOut([worst]);
    leaveOut([...others]);
  }

  search(group, [], 0);
  return (best as { out: number[] } | null)?.out ?? [];
}

/** Takes those back in who are at odds only with others left out; a cover found in haste can hold some. */
function needed(group: Map<number, Set<number>>, cover: number[]): number[] {
  const out = new Set(cover);
  for (const one of cover)
    if ([...group.get(one)!].every((other) => out.has(other))) out.delete(one);
  return [...out];
}

function mostAtOdds(graph: Map<number, Set<number>>): [number, Set<number>] {
  let worst: [number, Set<number>] = [-1, new Set()];
  for (const [one, others] of graph) if (others.size > worst[1].size) worst = [one, others];
  return worst;
}

function without(graph: Map<number, Set<number>>, gone: number[]): Map<number, Set<number>> {
  const rest = new Map<number, Set<number>>();
  for (const [one, others] of graph) {
    if (gone.includes(one)) continue;
    const kept = new Set([...others].filter((other) => !gone.includes(other)));
    if (kept.size > 0) rest.set(one, kept);
  }
  return rest;
}

/** Notes that two are at odds with each other. */
export function setAtOdds(graph: Map<number, Set<number>>, one: number, other: number): void {
  graph.set(one, (graph.get(one) ?? new Set()).add(other));
  graph.set(other, (graph.get(other) ?? new Set()).add(one));
}
