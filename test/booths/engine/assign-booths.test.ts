import { assignBooths } from '../../../server/booths/engine/assign-booths.ts';
import type { BoothPlace, BoothSeeker } from '../../../server/booths/engine/booth-problem.ts';
import { aFloor, anEmployer, countingClock } from './support/problems.ts';

function plan(booths: BoothPlace[], employers: BoothSeeker[]) {
  const options = { seed: 1, searchMs: 60, clock: countingClock() };
  const found = assignBooths({ booths, employers }, options);
  const boothOf = Object.fromEntries(found.placements.map((one) => [one.employerId, one.boothId]));
  const reasonsOf = (id: string) =>
    found.placements.find(({ employerId }) => employerId === id)?.reasons;
  return { ...found, boothOf, reasonsOf };
}

const withBooth = (booths: BoothPlace[], id: string, change: Partial<BoothPlace>) =>
  booths.map((booth) => (booth.id === id ? { ...booth, ...change } : booth));

describe('wishes', () => {
  it('are met as well as they can be together, and proven', () => {
    const found = plan(aFloor(1, 3), [
      anEmployer('ada', { wishes: ['A1', 'A2'] }),
      anEmployer('bo', { wishes: ['A1'] }),
    ]);
    expect(found.boothOf).toEqual({ ada: 'A2', bo: 'A1' });
    expect(found).toMatchObject({ wishValue: 170, wishBound: 170, provenForWishes: true });
    expect(found.reasonsOf('ada')).toEqual([
      'Got wish 2 of 2 (booth A2).',
      'Wish 1 (A1) went to BO.',
    ]);
  });

  it('may name a row, in any case', () => {
    const found = plan(aFloor(2, 2), [anEmployer('ada', { wishes: ['Z9', ' b '] })]);
    expect(found.placements[0]).toMatchObject({
      boothId: expect.stringMatching(/^B/),
      wishRank: 1,
    });
    expect(found.reasonsOf('ada')).toEqual([
      'Got wish 2 of 2 (row B).',
      'Wish 1 (Z9) is not on this floor.',
    ]);
  });

  it('never cost anybody a place', () => {
    const booths = withBooth(aFloor(1, 2), 'A1', { power: true });
    const found = plan(booths, [
      anEmployer('ada', { wishes: ['A1'] }),
      anEmployer('bo', { needsPower: true }),
    ]);
    expect(found.boothOf).toEqual({ ada: 'A2', bo: 'A1' });
    expect(found.reasonsOf('bo')).toEqual(['Named no wish.', 'Needs power: A1 offers it.']);
  });
});

describe('rules of single booths', () => {
  it.each<[string, Partial<BoothSeeker>, Partial<BoothPlace>, string]>([
    [
      'power',
      { needsPower: true },
      { power: true },
      'This floor has no standard booth with power.',
    ],
    [
      'step-free access',
      { needsAccessible: true },
      { accessible: true },
      'This floor has no standard booth with step-free access.',
    ],
    ['premium', { tier: 'premium' }, { premium: true }, 'This floor has no premium booth.'],
  ])('give %s to whoever needs it, or say that there is none', (_, need, offer, reason) => {
    const wished = anEmployer('ada', { wishes: ['A1'], ...need });
    expect(plan(withBooth(aFloor(1, 3), 'A3', offer), [wished]).boothOf).toEqual({ ada: 'A3' });
    expect(plan(aFloor(1, 3), [wished]).unplaced).toEqual([{ employerId: 'ada', reason }]);
  });

  it('keep premium booths for premium employers, but for a pin', () => {
    const booths = aFloor(1, 1, { premium: true });
    expect(plan(booths, [anEmployer('ada')]).boothOf).toEqual({});
    expect(plan(booths, [anEmployer('ada', { pinnedBoothId: 'A1' })]).boothOf).toEqual({
      ada: 'A1',
    });
  });

  it('leave out no more than there are booths too few', () => {
    const crowd = ['ada', 'bo', 'cy'].map((id) => anEmployer(id, { wishes: ['A1'] }));
    const found = plan(aFloor(1, 2), crowd);
    expect(found.placements).toHaveLength(2);
    expect(found.unplaced[0]!.reason).toBe('There are only 2 booths for 3 employers.');
  });
});

describe('pins', () => {
  it.each<[string, Partial<BoothSeeker>, string]>([
    [
      'a booth that does not exist',
      { pinnedBoothId: 'Q1' },
      'It is pinned to a booth that is not on this floor.',
    ],
    [
      'a booth without power',
      { pinnedBoothId: 'A3', needsPower: true },
      'It is pinned to A3, which has no power.',
    ],
    [
      'a booth that is pinned already',
      { pinnedBoothId: 'A1' },
      'It is pinned to A1, where ADA is pinned too.',
    ],
    [
      'a booth beside a competitor',
      { pinnedBoothId: 'A2', notBeside: ['ada'] },
      'It is pinned to A2, beside ADA, whom it must be kept apart from.',
    ],
  ])('to %s are said to be at odds', (_, change, reason) => {
    // The wish makes it dearer to leave out the other one.
    const ada = anEmployer('ada', { pinnedBoothId: 'A1', wishes: ['A1'] });
    const found = plan(aFloor(1, 3), [anEmployer('bo', change), ada]);
    expect(found.boothOf).toEqual({ ada: 'A1' });
    expect(found.unplaced).toEqual([{ employerId: 'bo', reason }]);
  });

  it('stay when somebody else wishes the booth', () => {
    const found = plan(aFloor(1, 2), [
      anEmployer('ada', { wishes: ['A1'] }),
      anEmployer('bo', { pinnedBoothId: 'A1' }),
    ]);
    expect(found.boothOf).toEqual({ ada: 'A2', bo: 'A1' });
    expect(found.reasonsOf('bo')).toEqual(['Pinned to A1.', 'Named no wish.']);
  });
});

describe('competitors', () => {
  it('are kept apart in both directions, and the wish gives way', () => {
    const found = plan(aFloor(1, 3), [
      anEmployer('ada', { wishes: ['A1'], notBeside: ['bo'] }),
      anEmployer('bo', { wishes: ['A2'] }),
    ]);
    expect(Object.values(found.boothOf).sort()).toEqual(['A1', 'A3']);
    expect(found).toMatchObject({ wishValue: 100, wishBound: 200, provenForWishes: false });
    expect(found.reasonsOf('bo')).toContain('Wish 1 (A2) is free only beside ADA.');
    expect(found.reasonsOf('ada')).toContain('Kept apart from BO.');
  });

  it('who cannot be kept apart are left out at the least loss', () => {
    const found = plan(aFloor(1, 2), [
      anEmployer('ada', { notBeside: ['bo'] }),
      anEmployer('bo', { wishes: ['A1'] }),
    ]);
    expect(found.boothOf).toEqual({ bo: 'A1' });
    expect(found.unplaced).toEqual([
      {
        employerId: 'ada',
        reason: 'Every free standard booth is beside BO, whom it must be kept apart from.',
      },
    ]);
  });

  it('may stand across an aisle', () => {
    const booths = aFloor(2, 1);
    const found = plan(booths, [anEmployer('ada', { notBeside: ['bo'] }), anEmployer('bo')]);
    expect(found.placements).toHaveLength(2);
  });
});
