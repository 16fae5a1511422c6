import { describe, expect, it } from '@jest/globals';
import { matchText } from '../../server/workforce/vocabulary.ts';

const idsIn = (text: string) => [...new Set(matchText(text).map((match) => match.id))].sort();

describe('matching text with the vocabulary', () => {
  it.each([
    ['Epic is ambiguous: an epic story', 'An epic story of perseverance', 'epic', false],
    [
      '… unless a word of its context is near',
      'Built order sets in Epic for the hospital',
      'epic',
      true,
    ],
    ['… in the same line', 'Epic\nhospital volunteer', 'epic', false],
    ['… within sixty characters', `Epic ${'x'.repeat(80)} hospital`, 'epic', false],
    ['safe aliases ignore case', 'used an ELECTRONIC HEALTH RECORD daily', 'ehr-experience', true],
    [
      'nothing is read out of a mail address',
      'write to ehr@hospital.example',
      'ehr-experience',
      false,
    ],
    [
      'nor out of a line with a ZIP code',
      '12 EHR Street, Atlanta, GA 30303',
      'ehr-experience',
      false,
    ],
    ['a word ends where letters end', 'EHRX and XEHR', 'ehr-experience', false],
  ])('%s', (_rule, text, id, found) => expect(idsIn(text).includes(id)).toBe(found));

  it('takes hyphen, space and nothing for the same', () => {
    const ways = ['go-live support', 'go live support', 'golive support'].map(idsIn);
    expect(ways[1]).toEqual(ways[0]);
    expect(ways[2]).toEqual(ways[0]);
    expect(ways[0]!.length).toBe(1);
  });

  it('uses the longest alias and each stretch once', () => {
    const matches = matchText('Trained nurses on EpicCare Ambulatory');
    const overlapping = matches.filter((a) =>
      matches.some(
        (b) =>
          a !== b &&
          a.offset < b.offset + b.alias.length &&
          b.offset < a.offset + a.alias.length &&
          a.alias !== b.alias,
      ),
    );
    expect(matches.map((match) => match.id)).toContain('epic-ambulatory');
    expect(overlapping).toEqual([]);
  });

  it('says where it stands and by which rule', () => {
    const [match] = matchText('RHIA since 2019');
    expect(match).toMatchObject({
      kind: 'certification',
      id: 'rhia',
      alias: 'RHIA',
      offset: 0,
      rule: 'safe',
    });
  });
});
