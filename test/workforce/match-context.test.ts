import { describe, expect, it } from '@jest/globals';
import { matchText } from '../../server/workforce/vocabulary.ts';

const finds = (id: string, text: string) => matchText(text).some((match) => match.id === id);

describe('ambiguous aliases need a word of their context (rule 5)', () => {
  const gap = (length: number) => ` ${'x'.repeat(length - 2)} `;

  it.each([
    ['no context', 'An epic story of perseverance', false],
    ['context in the line', 'Built order sets in Epic for the hospital', true],
    ['context before it', 'hospital builds in Epic', true],
    ['context in the next line', 'Epic\nHospital volunteer', false],
    ['context that ends sixty characters on', `Epic${gap(52)}hospital`, true],
    ['context that ends sixty-one characters on', `Epic${gap(53)}hospital`, false],
    ['context that begins sixty characters before', `hospital${gap(52)}Epic`, true],
    ['context that begins sixty-one characters before', `hospital${gap(53)}Epic`, false],
    ['part of a context word', 'Epic hospitality', false],
    ['the same word again', 'Epic, Epic and once more Epic', false],
    ['a context word in a mail address', 'Epic me@hospital.example', false],
  ])('%s: %s', (_what, text, found) => expect(finds('epic', text)).toBe(found));

  it('takes a bullet that goes on in the next line for one', () => {
    expect(finds('epic', '• built order sets in Epic\nfor the hospital')).toBe(true);
    expect(finds('epic', '• built order sets in Epic\n• for the hospital')).toBe(false);
  });

  it.each([
    ['EHR SYSTEMS', true],
    ['EHR systems:', true],
    ['Clinical Systems', true],
    ['HOBBIES', false],
  ])('takes the heading over it for context: %s', (heading, found) =>
    expect(finds('epic', `${heading}\n• ${'x'.repeat(70)}\n• Epic`)).toBe(found),
  );

  it('forgets a heading at the next one', () => {
    expect(finds('epic', 'EHR SYSTEMS\nMEDITECH\nINTERESTS\nEpic')).toBe(false);
  });

  it('does not take a line of text for a heading', () => {
    expect(finds('epic', 'I worked in a hospital for a year\nand read novels\nEpic')).toBe(false);
  });

  it('gives a text of several owners to the one whose context is nearest', () => {
    const matches = matchText('radiology imaging with PACS');
    expect(matches.filter(({ alias }) => alias === 'PACS')).toEqual([
      { kind: 'system', id: 'pacs-ris', alias: 'PACS', offset: 23, rule: 'context' },
    ]);
  });
});

describe('places where nothing is matched (rule 6)', () => {
  it.each([
    ['a mail address', 'write to telehealth@hospital.example'],
    ['a web address', 'www.telehealth.example/about and github.com/me/telehealth'],
    ['a line with a ZIP code', 'Telehealth Lane, Atlanta, GA 30303'],
    ['a line with a long ZIP code', 'Suite 5, Telehealth, Macon, GA 31201-1234'],
    ['a line that begins with a street', '12 Telehealth Street, Macon'],
    ['a street with a direction', '1200 N. Telehealth Pkwy, Apt 4'],
    ['a post box', 'P.O. Box 12, Telehealth'],
    ['a town alone in a line', 'Telehealth, GA'],
    ['a town between bars', 'Ada Okafor | Telehealth, GA | 404'],
    ['a college', 'Telehealth Technical College'],
    ['a university of', 'University of Telehealth'],
    ['a school of a university', 'School of Nursing and Telehealth'],
    ['an institute of', 'Telehealth Institute of Technology'],
    ['a school in capitals', 'TELEHEALTH STATE UNIVERSITY'],
  ])('%s', (_what, text) => expect(finds('telehealth', text)).toBe(false));

  it.each([
    ['the line after an address', '12 Main Street, Macon, GA 31201\nTelehealth'],
    ['words beside a college', 'Telehealth, Larkmoor College'],
    ['words beside a mail address', 'Telehealth, me@post.example'],
    ['words after a street within a sentence', 'Rolled out telehealth near 12 Main Street, Macon'],
    ['numbers that are no ZIP code', 'Telehealth for 30303 visits'],
    ['a verb that looks like a school', 'telehealth at school'],
  ])('but %s', (_what, text) => expect(finds('telehealth', text)).toBe(true));
});
