/**
 * The fewest members to leave out so that no two of the rest are at odds. Exact while the look-ahead of a group lasts,
 * which no hall comes near; beyond it, whoever is at odds with most goes first.
 */
export function smallestCover(atOdds: Map<number, Set<number>>): Set<number> {
  return new Set(groupsOf(atOdds).flatMap((group) => needed(group, coverOfGroup(group))));
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

function coverOfGroup(group: Map<number, Set<number>>, lookAhead = 2_000): number[] {
  let best: number[] | null = null;
  let left = lookAhead;

  function search(graph: Map<number, Set<number>>, out: number[]): void {
    if (best && (out.length >= best.length || left-- <= 0)) return;
    const [worst, others] = mostAtOdds(graph);
    if (worst === -1) {
      best = out;
      return;
    }
    search(without(graph, [worst]), [...out, worst]);
    // Where everybody left is at odds with one other only, leaving out either is as good.
    if (others.size > 1) search(without(graph, [...others]), [...out, ...others]);
  }

  search(group, []);
  return best ?? [];
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
