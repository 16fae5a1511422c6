import type { BoothFacts, EmployerFacts, Rule, RuleKind } from './problem.ts';
import { pointsOf } from './wish-points.ts';

/** How far a person at the help desk is still near, unless the rule says otherwise. */
const NEAR_STAFF = 15;

/** What a rule of one employer and one booth looks at, beside the two. */
export interface Looked {
  rule: Rule;
  /** Which wish the booth meets, from 0; −1: none. */
  wishRank: number;
}

/** How badly an employer at a booth breaks a rule: 0 not at all, 1 wholly. What breaks a hard rule at all is no place. */
type SingleRule = (employer: EmployerFacts, booth: BoothFacts, looked: Looked) => number;

export const singleRules: Partial<Record<RuleKind, SingleRule>> = {
  package: (employer, booth, { rule }) => {
    if (employer.tier === booth.tier) return 0;
    return employer.tier === 'premium' || rule.hard ? 1 : 0.5;
  },
  size: (employer, booth) => Number(employer.front > booth.front + 0.01),
  power: (employer, booth) => Number(employer.sockets > booth.sockets),
  access: (employer, booth) => Number(employer.accessible && !booth.accessible),
  families: (employer, booth) =>
    Number(
      booth.families.length > 0 && !booth.families.some((each) => employer.families.includes(each)),
    ),
  sponsors: (employer, booth, { rule }) => {
    if (employer.sponsor) return Number(!booth.anchor);
    return booth.anchor && !rule.hard ? 0.3 : 0;
  },
  staff: (employer, booth, { rule }) => {
    if (!employer.remote) return 0;
    const near = rule.meters ?? NEAR_STAFF;
    return Math.max(0, Math.min(1, (booth.toStaff - near) / (2 * near)));
  },
  wishes: (employer, _booth, { rule, wishRank }) => {
    if (employer.wishes.length === 0) return 0;
    if (rule.hard) return Number(wishRank === -1);
    return wishRank === -1 ? 1 : 1 - pointsOf(wishRank) / pointsOf(0);
  },
  'dead-ends': (employer, booth) =>
    Number(booth.deadEnd && (employer.firstTimer || employer.rural)),
  'last-booth': (employer, booth) =>
    Number(employer.lastBooth !== undefined && employer.lastBooth !== booth.number),
};

/** The first hard rule that keeps an employer from a booth, whoever stands beside it; null: none does. */
export function barredBy(
  employer: EmployerFacts,
  booth: BoothFacts,
  rules: Rule[],
  wishRank: number,
): RuleKind | null {
  const breaks = (rule: Rule) =>
    rule.hard && (singleRules[rule.kind]?.(employer, booth, { rule, wishRank }) ?? 0) > 0;
  return rules.find(breaks)?.kind ?? null;
}
