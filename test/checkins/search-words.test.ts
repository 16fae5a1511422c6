import { bestEntry, pairsOf, SAMPLE } from '../../server/checkins/search-plan.ts';
import { maskEmail } from '../../server/checkins/mask-email.ts';
import {
  hasWholeWords,
  hasWords,
  shortCodeOf,
  wordsOf,
} from '../../server/checkins/search-words.ts';
import { fold, searchKeysOf } from '../../server/graduates/person-words.ts';

describe('the words of a search', () => {
  it.each([
    ['Ada  Okafor', ['okafor', 'ada']],
    ['a b', []],
    ['Al Li', []],
    ['Li Lee', ['lee', 'li']],
    ['ada ADA', ['ada']],
    ['Ada@Uni.example okafor', ['ada@uni.example', 'okafor']],
    ['+1 (404) 555-0101', ['0101']],
    ['0101', ['0101']],
    ['101', ['101']],
    ['.*{$ne}', []],
    ['^(a+)+$ smith', ['smith', 'a', 'a'].slice(0, 2)],
  ])('reads %j', (entered, words) => expect(wordsOf(entered)).toEqual(words));

  it('takes five words at most, the longest', () =>
    expect(wordsOf('a bb ccc dddd eeeee ffffff')).toEqual([
      ...['ffffff', 'eeeee', 'dddd', 'ccc', 'bb'],
    ]));

  it.each([
    ['7kq4-MX9D', '7kq4mx9d'],
    ['7KQ4 mx9d', '7kq4mx9d'],
    ['7K04MX9D', '7kq4mx9d'],
    ['7kq4-mx', null],
    ['Okafor', null],
  ])('takes %j for the code %j', (entered, code) => expect(shortCodeOf(entered)).toBe(code));

  it.each([
    ['Zoë', 'zoe'],
    ['Łukasz', 'lukasz'],
    ['ĐẶNG Nguyễn', 'dang nguyen'],
    ["O’Brien O'Brien OʼBrien O´Brien", 'obrien obrien obrien obrien'],
    ['Straße STRAẞE', 'strasse strasse'],
    ['Søren Åse Ægir', 'soren ase aegir'],
    ['Işık İpek', 'isik ipek'],
    ['अदिति', 'अदिति'],
    ['St. Clair-Jones, Jr.', 'st clair jones jr'],
    ['🌻', ''],
  ])('folds %j to %j', (text, folded) => expect(fold(text)).toBe(folded));

  it('keeps a name with an apostrophe and an address with a dot whole and in parts', () => {
    const keys = searchKeysOf(
      { name: 'Sinéad O’Brien', email: 'S.OBrien@uni.example' },
      '7KQ4MX9D',
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        'sinead',
        'obrien',
        'brien',
        'sobrien',
        's.obrien@uni.example',
        '7kq4mx9d',
      ]),
    );
    expect(hasWords(keys, ['sin', 'brie'])).toBe(true);
    expect(hasWholeWords(keys, ['sin', 'brien'])).toBe(false);
  });

  it('is entered by what the fewest have, or by that whose people have the other words most', () => {
    const full = (keys: string[]) => Array.from({ length: SAMPLE }, () => keys);
    const words = ['college', 'zoe'];
    const best = (...samples: string[][][]) =>
      bestEntry(
        words,
        samples.map((sample, condition) => ({ condition, sample })),
      ).condition;
    expect(best(full(['college']), [['zoe']])).toBe(1);
    expect(best(full(['college']), full(['zoe', 'college']))).toBe(1);
    expect(best(full(['zoe', 'college']), full(['zoe']))).toBe(0);
    expect(best(full(['college']), full(['zoe']))).toBe(0);
  });

  it('keeps every two words of a person under a key of both, which no typed word can be', () => {
    const keys = searchKeysOf({
      name: 'María Xu García',
      school: 'Quill College',
      phone: '404 555 0173',
    });
    const pairs = keys.filter((key) => key.startsWith('+'));
    expect(pairs.sort()).toEqual([
      '+col gar',
      '+col mar',
      '+col qui',
      '+gar mar',
      '+gar qui',
      '+mar qui',
    ]);
    expect(pairsOf(['garcia', 'mari'])).toEqual(['+gar mar']);
    expect(pairsOf(wordsOf('mar quill gar')).sort()).toEqual(['+gar mar', '+gar qui', '+mar qui']);
    for (const words of [['garcia'], ['garcia', 'xu'], ['garcia', '0173'], ['mari', 'marg']])
      expect(pairsOf(words)).toEqual([]);
  });

  it.each([
    ['a@b.example', 'a•••@b.example'],
    ['', ''],
    ['@b', ''],
  ])('masks %j', (email, masked) => expect(maskEmail(email)).toBe(masked));
});
