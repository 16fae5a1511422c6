import type { AssignmentProblem, BoothFacts, EmployerFacts, Rule } from './problem.ts';

/** Between booths of different rooms. */
const FAR = 100;
const APART = 4.5;
const TOGETHER = 4.5;
/** Where the walk between two booths of one role family no longer matters. */
const WALK = 30;
/** Crowds farther from each other than this do not get into each other's way. */
const CROWD = 7;

/** One rule between two employers: what each pair counts, by how far their booths lie apart. */
export interface PairRule {
  rule: Rule;
  /** Pairs of employers by their place in the list, each once, with what the pair counts. */
  pairs: { one: number; other: number; weight: number }[];
  /** How badly a distance breaks the rule: 0 not at all, 1 wholly. */
  breach: (meters: number) => number;
}

export const apartMeters = (rule: Rule) => rule.meters ?? APART;
export const togetherMeters = (rule: Rule) => rule.meters ?? TOGETHER;

export function metersBetween(one: BoothFacts, other: BoothFacts): number {
  if (one.room !== other.room) return FAR;
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** The rules between employers that are on, with the pairs that each is about. */
export function pairRules({ employers, rules }: AssignmentProblem): PairRule[] {
  return rules.flatMap((rule): PairRule[] => {
    if (rule.kind === 'apart')
      return [
        {
          rule,
          pairs: namedPairs(employers, (each) => each.apartFrom),
          breach: (meters) => Math.max(0, 1 - meters / apartMeters(rule)),
        },
      ];
    if (rule.kind === 'together')
      return [
        {
          rule,
          pairs: namedPairs(employers, (each) => each.togetherWith),
          breach: (meters) =>
            Math.max(0, Math.min(1, (meters - togetherMeters(rule)) / togetherMeters(rule))),
        },
      ];
    if (rule.kind === 'families')
      return [
        {
          // Zones can be made to hold; being near each other is a matter of more and less.
          rule: { ...rule, hard: false },
          pairs: familyPairs(employers),
          breach: (meters) => Math.min(1, meters / WALK),
        },
      ];
    if (rule.kind === 'traffic')
      return [
        {
          rule: { ...rule, hard: false },
          pairs: crowdPairs(employers),
          breach: (meters) => Math.max(0, 1 - meters / CROWD),
        },
      ];
    return [];
  });
}

function namedPairs(employers: EmployerFacts[], named: (each: EmployerFacts) => string[]) {
  const at = new Map(employers.map(({ id }, index) => [id, index]));
  const seen = new Set<number>();
  return employers.flatMap((employer, one) =>
    named(employer).flatMap((id) => {
      const other = at.get(id);
      if (other === undefined || other === one) return [];
      const [first, second] = [Math.min(one, other), Math.max(one, other)];
      if (seen.size === seen.add(first * employers.length + second).size) return [];
      return [{ one: first, other: second, weight: 1 }];
    }),
  );
}

/** Each employer with all of its first role family; together they count one employer for each. */
function familyPairs(employers: EmployerFacts[]) {
  const groups = new Map<string, number[]>();
  employers.forEach(({ families: [first] }, at) => {
    if (first) groups.set(first, [...(groups.get(first) ?? []), at]);
  });
  return [...groups.values()].flatMap((group) =>
    eachPair(group).map((pair) => ({ ...pair, weight: 2 / (group.length - 1) })),
  );
}

/** Those who draw more than the mean, with each other: quiet booths never jam an aisle. */
function crowdPairs(employers: EmployerFacts[]) {
  const mean = employers.reduce((sum, { crowd }) => sum + crowd, 0) / employers.length;
  const drawing = [...employers.keys()].filter((at) => employers[at]!.crowd > mean);
  return eachPair(drawing).map(({ one, other }) => ({
    one,
    other,
    weight: Math.min(4, (employers[one]!.crowd * employers[other]!.crowd) / mean ** 2 / 4),
  }));
}

const eachPair = (all: number[]) =>
  all.flatMap((one, at) => all.slice(at + 1).map((other) => ({ one, other })));
