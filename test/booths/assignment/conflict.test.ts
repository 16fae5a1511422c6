import { findConflict } from '../../../server/booths/assignment/conflict.ts';
import { canPlaceAll } from '../../../server/booths/assignment/feasible.ts';
import { numbersOf } from '../../../server/booths/assignment/numbers.ts';
import type { AssignmentProblem, Rule } from '../../../server/booths/assignment/problem.ts';
import { aBooth, anEmployerAt, everyRule, randomProblem } from './random-problem.ts';

const hard = (kind: Rule['kind'], more: Partial<Rule> = {}): Rule => ({
  kind,
  hard: true,
  weight: 5,
  ...more,
});

describe('rules that cannot all hold', () => {
  it('are named without those that have no part in it, with whom and what they are about', () => {
    const powered = { sockets: 1 };
    const problem: AssignmentProblem = {
      rules: [hard('package'), hard('power'), hard('access')],
      booths: [
        aBooth('A1', powered),
        aBooth('A2'),
        aBooth('A3'),
        aBooth('A4', { tier: 'premium' }),
      ],
      employers: [anEmployerAt('Ann', powered), anEmployerAt('Ben', powered), anEmployerAt('Cy')],
    };
    expect(findConflict(problem)).toEqual({
      rules: ['power'],
      pins: false,
      employers: ['employer-Ann', 'employer-Ben'],
      booths: ['booth-A1'],
    });
  });

  it('are two when each alone could hold', () => {
    const premium = { tier: 'premium' } as const;
    const problem: AssignmentProblem = {
      rules: [hard('access'), hard('package'), hard('power')],
      booths: [aBooth('A1', premium), aBooth('A2', { sockets: 1 })],
      employers: [anEmployerAt('Ann', { ...premium, sockets: 1 })],
    };
    expect(findConflict(problem)).toMatchObject({ rules: ['package', 'power'], pins: false });
  });

  it('can be about who stands beside whom, and about pins', () => {
    const [one, other] = [
      anEmployerAt('Ann', { apartFrom: ['employer-Ben'] }),
      anEmployerAt('Ben'),
    ];
    const booths = [aBooth('A1'), aBooth('A2', { x: 3 }), aBooth('A9', { x: 30 })];
    const rules = [hard('apart'), hard('power')];
    expect(findConflict({ rules, booths: booths.slice(0, 2), employers: [one, other] })).toEqual({
      rules: ['apart'],
      pins: false,
      employers: [],
      booths: [],
    });
    const pinned = [{ ...one, pinnedTo: 'booth-A1' }, other];
    const third = anEmployerAt('Cy', { pinnedTo: 'booth-A9' });
    expect(findConflict({ rules, booths, employers: [...pinned, third] })).toMatchObject({
      rules: ['apart'],
      pins: true,
    });
  });

  it('are none when there are simply too few booths', () => {
    const employers = [anEmployerAt('Ann'), anEmployerAt('Ben')];
    expect(findConflict({ rules: [hard('power')], booths: [aBooth('A1')], employers })).toEqual({
      rules: [],
      pins: false,
      employers: ['employer-Ann', 'employer-Ben'],
      booths: ['booth-A1'],
    });
  });

  it('are a set from which none can be spared, in 1,000 random halls', () => {
    let found = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const rules = everyRule(['package', 'size', 'power', 'access', 'apart', 'together']);
      const problem = randomProblem(seed, 3 + (seed % 5), 8 + (seed % 3), rules);
      const conflict = findConflict(problem);
      const verdict = canPlaceAll(numbersOf(problem));
      expect([seed, conflict === null]).toEqual([seed, verdict === 'yes']);
      if (!conflict) continue;
      found += 1;
      const only = (kinds: string[]) => ({
        ...problem,
        rules: rules.filter(({ kind }) => kinds.includes(kind)),
      });
      expect([seed, canPlaceAll(numbersOf(only(conflict.rules)))]).toEqual([seed, 'no']);
      for (const spared of conflict.rules) {
        const rest = conflict.rules.filter((kind) => kind !== spared);
        expect([seed, spared, canPlaceAll(numbersOf(only(rest)))]).toEqual([seed, spared, 'yes']);
      }
    }
    expect(found).toBeGreaterThan(100);
    expect(found).toBeLessThan(1000);
  });
});
