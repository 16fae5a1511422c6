import { describe, expect, it } from '@jest/globals';
import { markWords } from '../../server/visits/mark-words.ts';

const marked = (text: string, searched: string) =>
  markWords(text, searched)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('marking the words of a search in a résumé', () => {
  it.each([
    ['Epic go-live, epics', 'epic', '[Epic] go-live, [epics]'],
    ['Nguyễn wrote it', 'nguyen', '[Nguyễn] wrote it'],
    ['O’Neil and Oslo', 'oneil', '[O’Neil] and Oslo'],
    ['HL7 and FHIR', 'fhir hl7', '[HL7] and [FHIR]'],
    ['no match', 'xyz', 'no match'],
    ['anything', '', 'anything'],
    ['anything', ' .* ', 'anything'],
    ['', 'word', ''],
  ])('%j with %j gives %j', (text, searched, expected) => {
    expect(marked(text, searched)).toBe(expected);
  });

  it('loses and changes no letter', () => {
    const text = 'Line one\n\n  • Epic <b>bold</b> & “quotes”\ttab';
    expect(
      markWords(text, 'epic b q')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
