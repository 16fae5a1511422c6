import { canPlaceAll, unmatchable } from './feasible.ts';
import { numbersOf } from './numbers.ts';
import type { AssignmentProblem, EmployerFacts, Rule, RuleKind } from './problem.ts';

/** Why not everybody can be placed: hard rules of which none can be spared, and whom they are about. */
export interface Conflict {
  /** Dropping or softening any one of these lets everybody be placed; empty: there are too few booths in any case. */
  rules: RuleKind[];
  /** Whether the organizer's pins are a part of it, too. */
  pins: boolean;
  /** Ids of the employers that have too few booths between them; empty where it is about who stands beside whom. */
  employers: string[];
  /** Ids of all booths that these may take. */
  booths: string[];
}

/** One thing that could be given up. */
interface Demand {
  rule?: Rule;
  without: (problem: AssignmentProblem) => AssignmentProblem;
}

/**
 * A smallest set of hard rules in conflict: each is left out in turn, and stays out when nobody can be placed all the same
 * (a deletion filter; J. Chinneck, 1991). Null when everybody can be placed, or when it cannot be told in time.
 */
export function findConflict(problem: AssignmentProblem): Conflict | null {
  if (canPlaceAll(numbersOf(problem)) !== 'no') return null;
  let rest = problem;
  const needed: Demand[] = [];
  for (const demand of demandsOf(problem)) {
    const spared = demand.without(rest);
    if (canPlaceAll(numbersOf(spared)) === 'no') rest = spared;
    else needed.push(demand);
  }
  const short = unmatchable(numbersOf(rest));
  return {
    rules: needed.flatMap(({ rule }) => (rule ? [rule.kind] : [])),
    pins: needed.some(({ rule }) => !rule),
    employers: (short?.employers ?? []).map((at) => problem.employers[at]!.id),
    booths: (short?.booths ?? []).map((at) => problem.booths[at]!.id),
  };
}

function demandsOf({ rules }: AssignmentProblem): Demand[] {
  return [
    ...rules.filter(({ hard }) => hard).map((rule) => ({ rule, without: withoutRule(rule) })),
    { without: withoutPins },
  ];
}

const withoutRule = (rule: Rule) => (problem: AssignmentProblem) => ({
  ...problem,
  rules: problem.rules.filter((each) => each !== rule),
});

const withoutPins = (problem: AssignmentProblem) => ({
  ...problem,
  employers: problem.employers.map(({ pinnedTo: _, ...employer }): EmployerFacts => employer),
});
