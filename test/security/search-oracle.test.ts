import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchKeysOf } from '../../server/graduates/person-words.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { searchGraduates } from '../../server/resumes/search-graduates.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('what an employer cannot spell out by searching', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('finds a graduate by name and school, never by phone ending or badge code', async () => {
    const fair = await aFair();
    const person = { name: 'Zoë Nguyễn-O’Neil', school: 'Lakeside College', phone: '404 555 0173' };
    const graduate = await aGraduate(fair, harness.deps, person);
    const { short } = graduate.badge;
    await Registration.updateOne(
      { _id: graduate._id },
      { searchKeys: searchKeysOf({ ...person, email: graduate.email }, short) },
    );
    const { enrollment } = await anEmployer(fair, harness.deps);
    const found = async (words: string) =>
      (await searchGraduates(enrollment, { words, role: '', systemId: '', page: 1 })).fullTotal;

    expect(await Promise.all(['zoe', 'NGUYEN', 'oneil lake', 'college'].map(found))).toEqual([
      1, 1, 1, 1,
    ]);
    const secrets = ['0173', '01', short, short.slice(0, 3), `zoe ${short.slice(0, 2)}`];
    expect(await Promise.all(secrets.map(found))).toEqual([0, 0, 0, 0, 0]);
  });
});
