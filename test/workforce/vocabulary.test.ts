import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchText } from '../../server/workforce/vocabulary.ts';
import { allAliases } from '../../server/workforce/vocabulary-data.ts';

const found = (text: string) => matchText(text).map(({ id, alias }) => `${id}: ${alias}`);

describe('matching text with the vocabulary', () => {
  it('says what it is, how it is written, where it stands and by which rule', () => {
    expect(matchText('RHIA since 2019; trained Epic users of the hospital')).toEqual([
      { kind: 'certification', id: 'rhia', alias: 'RHIA', offset: 0, rule: 'safe' },
      { kind: 'system', id: 'epic', alias: 'Epic', offset: 25, rule: 'context' },
    ]);
  });

  it.each([
    ['skill', 'go-live support', 'go-live-support'],
    ['system', 'eClinicalWorks', 'eclinicalworks'],
    ['module', 'EpicCare Ambulatory', 'epic-ambulatory'],
    ['certification', 'CPHIMS', 'cphims'],
    ['job-title', 'Epic Credentialed Trainer', 'trainer'],
  ])('knows a %s', (kind, text, id) => expect(matchText(text)).toMatchObject([{ kind, id }]));

  it.each([
    [
      'compatible letters',
      'electronic health ｒｅｃｏｒｄ',
      ['ehr-experience: electronic health ｒｅｃｏｒｄ'],
    ],
    ['composed accents', 'InterSystems Cache\u0301', ['intersystems: InterSystems Cache\u0301']],
    ['soft hyphens', 'tele\u00adhealth', ['telehealth: tele\u00adhealth']],
    ['a word parted at a line’s end', 'tele\u00ad\nhealth', ['telehealth: tele\u00ad\nhealth']],
    ['runs of white space', 'data \u00a0\t analysis', ['data-analysis: data \u00a0\t analysis']],
  ])('normalizes %s (rule 1)', (_what, text, expected) => expect(found(text)).toEqual(expected));

  it.each([
    ['EHR', true],
    ['(EHR)', true],
    ['EHR’s', true],
    ['EHR/EMR', true],
    ['EHRX', false],
    ['XEHR', false],
    ['EHR2', false],
    ['EHR+', false],
    ['EHRé', false],
  ])('ends a word where letters, digits, + and # end: %s (rule 2)', (text, whole) =>
    expect(found(text).some((each) => each === 'ehr-experience: EHR')).toBe(whole),
  );

  it('keeps C, C++, C# and A+ apart', () => {
    expect(found('software in C, C++ and C#; CompTIA A+')).toEqual([
      'other-languages: C',
      'other-languages: C++',
      'csharp-dotnet: C#',
      'comptia-a-plus: CompTIA A+',
    ]);
  });

  it.each(['go-live support', 'go live support', 'golive support', 'go\u2011live support'])(
    'takes hyphen, space and nothing for the same: %s',
    (text) => expect(found(text)).toEqual([`go-live-support: ${text}`]),
  );

  it.each([
    ['another sign between the words', 'data, analysis'],
    ['a space where the alias has none', 'tele medi cine'],
    ['the end of a short line', 'Clinical data\nAnalysis of budgets'],
  ])('does not jump over %s', (_what, text) => expect(found(text)).toEqual([]));

  it.each([
    ['in the middle of a sentence', 'used the electronic health\nrecord daily'],
    [
      'after a long line',
      `${'I looked after several practices that shared one electronic'} health\nRecord`,
    ],
  ])('reads on over a line that the page broke %s', (_what, text) =>
    expect(found(text).map((each) => each.split(':')[0])).toEqual(['ehr-experience']),
  );

  it('uses the longest alias and each stretch once (rule 3)', () => {
    expect(found('Epic Beaker')).toEqual(['epic-beaker: Epic Beaker']);
    expect(found('Trained nurses on EpicCare Ambulatory')).toEqual([
      'epic-ambulatory: EpicCare Ambulatory',
    ]);
    expect(found('Health Information Exchange Specialist')).toHaveLength(1);
  });

  it('ignores case of safe aliases, and minds it where the alias says so (rule 4)', () => {
    expect(found('TELEHEALTH telehealth TeleHealth')).toHaveLength(3);
    expect(found('Microsoft Office: Word, Access')).toContain('ms-access: Access');
    expect(found('Microsoft Office: no access')).not.toContain('ms-access: access');
  });

  it('finds every safe alias that stands alone', () => {
    const missed = allAliases()
      .filter(({ needs }) => !needs)
      .filter(({ text, id }) => !matchText(`· ${text} ·`).some((match) => match.id === id))
      .map(({ text }) => text.toLowerCase());
    // Both are job titles too; a stretch is used once, for the skill.
    expect(missed).toEqual(['health data analyst', 'interface analyst']);
  });

  it('gives stretches of the given text that never overlap, whatever it is', () => {
    const words = fc.constantFrom('Epic', 'ehr', 'C++', '\u00ad', 'é', '🌻', '-', '\n', ' ', '•');
    const texts = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 3 })));
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const { alias, offset } of matchText(text)) {
          expect(text.startsWith(alias, offset)).toBe(true);
          expect(offset).toBeGreaterThanOrEqual(end);
          end = offset + alias.length;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads long and hostile texts in time that grows with their length only', () => {
    const hostile = ['Epic ehr ', 'A', 'A.', 'a@', '1 A ', 'go-', 'EHR:\n', 'University of the '];
    for (const part of hostile) {
      const text = part.repeat(Math.ceil(100_000 / part.length));
      const began = process.cpuUsage();
      matchText(text);
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000).toBeLessThan(4000);
    }
  });
});
