import { describe, expect, it } from '@jest/globals';
import { audienceWords } from '../../server/followups/audience-words.ts';
import { compose } from '../../server/followups/compose-follow-up.ts';
import { audiences } from '../../server/followups/follow-up-model.ts';
import { faultIn, fill, subjectInShort } from '../../server/followups/placeholders.ts';
import { startingTexts } from '../../server/followups/starting-texts.ts';

describe('placeholders', () => {
  it('stand in a title as the fair’s name and as what differs', () => {
    const subject = 'From {{ fair }}: {{name}}, you met {{employers_met}}';
    expect(subjectInShort(subject, 'Spring $& Fair')).toBe(
      'From Spring $& Fair: [name], you met [employers met]',
    );
  });

  it.each([
    ['Hello {{name}} and {{ fair }}', null],
    ['no placeholder at all, {one brace}', null],
    ['{{nmae}}', 'There is no placeholder {{nmae}}'],
    ['{{NAME}}', 'There is no placeholder {{NAME}}'],
    ['{{}}', 'There is no placeholder {{}}'],
    ['{{constructor}}', 'There is no placeholder {{constructor}}'],
    ['{{#if name}}', 'There is no placeholder {{#if name}}'],
    ['{{{name}}}', 'belongs to no placeholder'],
    ['{{name} and more', 'belongs to no placeholder'],
    ['name}} and more', 'belongs to no placeholder'],
    ['{{employers_met}}', '{{employers_met}} is not known for everybody'],
    ['{{undecided_count}}', '{{undecided_count}} is not known for everybody'],
  ])('%j among those who came: %j', (text, fault) => {
    const found = faultIn(text, 'came');
    if (fault === null) expect(found).toBeNull();
    else expect(found).toContain(fault);
  });

  it('are filled once: braces in a value stay what they are', () => {
    const values = { name: '{{fair}} $& O’Neil', fair: 'Spring Fair' };
    expect(fill('{{name}} at {{ fair }}', values)).toEqual({
      ok: true,
      text: '{{fair}} $& O’Neil at Spring Fair',
    });
  });

  it.each([{}, { name: '' }, { __proto__: { name: 'inherited' } }])(
    'without a value in %j are named and nothing is filled',
    (values) => {
      const missing = { ok: false, missing: '{{name}}' };
      expect(fill('Hello {{name}}', values as Record<string, string>)).toEqual(missing);
    },
  );

  it('make a subject of one line and paragraphs of the rest', () => {
    const text = { subject: 'For {{name}}', body: 'Hello {{name}},\n\n\nline\nline\n\n ' };
    expect(compose(text, 'Spring Fair', { name: 'Ada\r\nBcc: x' })).toEqual({
      ok: true,
      data: {
        subject: 'For Ada Bcc: x',
        paragraphs: ['Hello Ada\r\nBcc: x,', 'line\nline'],
        fair: 'Spring Fair',
      },
    });
  });

  it.each(audiences)('are right in every starting text for %s', (audience) => {
    const values = Object.fromEntries(audienceWords[audience].placeholders.map((p) => [p, 'x']));
    expect(startingTexts[audience].length).toBeGreaterThan(0);
    for (const { subject, body } of startingTexts[audience]) {
      expect([faultIn(subject, audience), faultIn(body, audience)]).toEqual([null, null]);
      expect(compose({ subject, body }, 'Fair', values).ok).toBe(true);
    }
  });
});
