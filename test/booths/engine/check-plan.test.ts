import type { BoothPlace, BoothSeeker } from '../../../server/booths/engine/booth-problem.ts';
import { checkPlan } from '../../../server/booths/engine/check-plan.ts';
import { aFloor, anEmployer } from './support/problems.ts';

const at = (employerId: string, boothId: string) => ({ employerId, boothId });
const check = (
  placements: ReturnType<typeof at>[],
  ada: Partial<BoothSeeker> = {},
  booths: BoothPlace[] = aFloor(1, 3),
) => checkPlan({ booths, employers: [anEmployer('ada', ada), anEmployer('bo')] }, placements);

describe('the check of a plan', () => {
  it('finds nothing wrong with a good one', () => {
    expect(
      check([at('ada', 'A1'), at('bo', 'A3')], { notBeside: ['bo'], tier: 'standard' }),
    ).toEqual([]);
  });

  it.each<[string, Partial<BoothSeeker>, string]>([
    ['pin', { pinnedBoothId: 'A2' }, 'ADA is pinned to another booth.'],
    ['tier', { tier: 'premium' }, 'ADA is premium, A1 is not.'],
    ['power', { needsPower: true }, 'ADA needs power, A1 has none.'],
    ['accessible', { needsAccessible: true }, 'ADA needs step-free access, A1 has none.'],
  ])('finds a broken rule: %s', (rule, ada, sentence) => {
    expect(check([at('ada', 'A1')], ada)).toEqual([
      { rule, employerId: 'ada', boothId: 'A1', sentence },
    ]);
  });

  it('finds a standard employer in a premium booth, but not one who is pinned there', () => {
    const booths = aFloor(1, 3, { premium: true });
    expect(check([at('ada', 'A1')], {}, booths)).toMatchObject([{ rule: 'tier' }]);
    expect(check([at('ada', 'A1')], { pinnedBoothId: 'A1' }, booths)).toEqual([]);
  });

  it.each(['ada', 'bo'])(
    'finds competitors side by side, whichever of them says so (%s)',
    (says) => {
      const employers = ['ada', 'bo'].map((id) =>
        anEmployer(id, id === says ? { notBeside: ['ada', 'bo'] } : {}),
      );
      const booths = aFloor(1, 3).map((booth) =>
        booth.id === 'A1' ? { ...booth, neighbors: [] } : booth,
      );
      expect(checkPlan({ booths, employers }, [at('ada', 'A1'), at('bo', 'A2')])).toMatchObject([
        { rule: 'apart', sentence: 'ADA (A1) stands beside BO (A2).' },
      ]);
    },
  );

  it('finds two at one booth, one at two booths, and strangers', () => {
    expect(check([at('ada', 'A1'), at('bo', 'A1')])).toMatchObject([
      { rule: 'one-booth-each', sentence: 'A1 has two employers.' },
    ]);
    expect(check([at('ada', 'A1'), at('ada', 'A2')])).toMatchObject([
      { rule: 'one-booth-each', sentence: 'ADA has two booths.' },
    ]);
    expect(check([at('cy', 'A1'), at('bo', 'Q9')])).toMatchObject([
      { rule: 'unknown' },
      { rule: 'unknown' },
    ]);
  });
});
