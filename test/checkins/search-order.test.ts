import { MOST_ROWS } from '../../server/checkins/search-words.ts';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { askFor, manyFindable, namesIn } from './search-support.ts';

describe('the order of what a search finds', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  async function aCrowd(names: string[]) {
    const fair = await aFair();
    await manyFindable(fair, names, harness);
    const device = await harness.pairDevice(fair, 'supervisor');
    return { fair, search: async (q: string) => askFor(device, fair, q) };
  }
  const many = (count: number, name: (n: string) => string) =>
    Array.from({ length: count }, (_, n) => name(String(n).padStart(2, '0')));

  it('puts whole words before beginnings, then goes by name, in whatever order they came', async () => {
    const names = ['Zed Mariani', 'Bo Mar', 'Ann Marley', 'Al Mar', 'Mar Zuma', 'Éva Marks'];
    const { search } = await aCrowd(names);
    const byName = ['Al Mar', 'Bo Mar', 'Mar Zuma', 'Ann Marley', 'Éva Marks', 'Zed Mariani'];
    expect(namesIn((await search('mar')).html)).toEqual(byName);
    expect((await search('mar')).text).toBe('6 people found.');
    expect(namesIn((await search('mari zed')).html)).toEqual(['Zed Mariani']);
  });

  it('lists twenty, says that there are more, and never leaves out whom a whole word names', async () => {
    const { search } = await aCrowd([
      ...many(15, (n) => `Aaron Martin ${n}`),
      ...many(15, (n) => `Berta Martinez ${n}`),
      'Zyta Mar',
    ]);
    const page = await search('mar');
    expect(page).toMatchObject({ more: true, text: expect.stringContaining('More than 20') });
    const names = namesIn(page.html);
    expect(names).toHaveLength(MOST_ROWS);
    expect(names[0]).toBe('Zyta Mar');
    expect(names).toEqual(namesIn((await search('mar')).html));
    expect(await search('martinez')).toMatchObject({ more: false, text: '15 people found.' });
  });

  it('never leaves out whom two whole words name either', async () => {
    const { search } = await aCrowd([...many(30, (n) => `Anneliese Leeds ${n}`), 'Zoltan Lee Ann']);
    const [first, ...others] = namesIn((await search('ann lee')).html);
    expect([first, others.length]).toEqual(['Zoltan Lee Ann', MOST_ROWS - 1]);
  });

  it('counts representatives among the twenty', async () => {
    const { fair, search } = await aCrowd(many(20, (n) => `Rob Graduate ${n}`));
    await anEmployer(fair, harness.deps);
    const page = await search('rob');
    expect(page.more).toBe(true);
    expect(namesIn(page.html)).toHaveLength(MOST_ROWS);
    expect(namesIn((await search('robin')).html)).toEqual(['Robin Rep']);
  });

  it('finds the few who have both of two common words', async () => {
    const { search } = await aCrowd([
      ...many(130, (n) => `Common Left ${n}`),
      ...many(130, (n) => `Plain Right ${n}`),
      'Plain Common',
    ]);
    for (const q of ['common plain', 'pla com', 'com pla']) {
      const page = await search(q);
      expect([namesIn(page.html), page.text]).toEqual([['Plain Common'], 'One person found.']);
    }
    expect((await search('left right')).text).toBe('Nobody found.');
  });
});
