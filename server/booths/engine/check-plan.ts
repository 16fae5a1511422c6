import type { BoothPlace, BoothProblem, BoothSeeker } from './booth-problem.ts';

export type BreachedRule =
  'unknown' | 'one-booth-each' | 'pin' | 'tier' | 'power' | 'accessible' | 'apart';

export interface Breach {
  rule: BreachedRule;
  employerId: string;
  boothId: string;
  sentence: string;
}

interface Pair {
  employerId: string;
  boothId: string;
}

/** Every hard rule that a set of placements breaks. It shares no code with the engine, so that it can find it wrong. */
export function checkPlan(problem: BoothProblem, placements: Pair[]): Breach[] {
  const employers = new Map(problem.employers.map((employer) => [employer.id, employer]));
  const booths = new Map(problem.booths.map((booth) => [booth.id, booth]));
  const breaches: Breach[] = [];
  const seen = new Set<string>();
  const known: { employer: BoothSeeker; booth: BoothPlace }[] = [];

  for (const { employerId, boothId } of placements) {
    const say = (rule: BreachedRule, sentence: string) =>
      breaches.push({ rule, employerId, boothId, sentence });
    const [employer, booth] = [employers.get(employerId), booths.get(boothId)];
    if (!employer || !booth) {
      say('unknown', 'The employer or the booth does not exist.');
      continue;
    }
    if (seen.has(`employer ${employerId}`))
      say('one-booth-each', `${employer.name} has two booths.`);
    if (seen.has(`booth ${boothId}`)) say('one-booth-each', `${booth.code} has two employers.`);
    seen.add(`employer ${employerId}`).add(`booth ${boothId}`);
    for (const [rule, sentence] of brokenAlone(employer, booth)) say(rule, sentence);
    known.push({ employer, booth });
  }
  return [...breaches, ...tooClose(known)];
}

function brokenAlone(employer: BoothSeeker, booth: BoothPlace): [BreachedRule, string][] {
  const broken: [BreachedRule, string][] = [];
  const pin = employer.pinnedBoothId;
  if (pin !== undefined && pin !== booth.id)
    broken.push(['pin', `${employer.name} is pinned to another booth.`]);
  if (pin === undefined && (employer.tier === 'premium') !== booth.premium)
    broken.push(['tier', `${employer.name} is ${employer.tier}, ${booth.code} is not.`]);
  if (employer.needsPower && !booth.power)
    broken.push(['power', `${employer.name} needs power, ${booth.code} has none.`]);
  if (employer.needsAccessible && !booth.accessible)
    broken.push(['accessible', `${employer.name} needs step-free access, ${booth.code} has none.`]);
  return broken;
}

function tooClose(known: { employer: BoothSeeker; booth: BoothPlace }[]): Breach[] {
  return known.flatMap((one, at) =>
    known.slice(at + 1).flatMap((other): Breach[] => {
      const beside =
        one.booth.neighbors.includes(other.booth.id) ||
        other.booth.neighbors.includes(one.booth.id);
      const apart =
        one.employer.notBeside.includes(other.employer.id) ||
        other.employer.notBeside.includes(one.employer.id);
      if (!beside || !apart || one.employer === other.employer) return [];
      return [
        {
          rule: 'apart',
          employerId: one.employer.id,
          boothId: one.booth.id,
          sentence: `${one.employer.name} (${one.booth.code}) stands beside ${other.employer.name} (${other.booth.code}).`,
        },
      ];
    }),
  );
}
