import Handlebars from 'handlebars';
import { viewHelpers } from '../../server/web/view-helpers.ts';

const engine = Handlebars.create();
engine.registerHelper(viewHelpers);
const draw = (text: string, locals: object = {}) => engine.compile(text)(locals);

describe('what views can say', () => {
  it.each([
    ['{{number 1234567}}', '1,234,567'],
    ['{{number none}}', '–'],
    ["{{plural 1 'graduate'}}, {{plural 1200 'graduate'}}", '1 graduate, 1,200 graduates'],
    ["{{plural 2 'person' 'people'}}", '2 people'],
    ['{{percent 610 902}} {{percent 0 0}}', '68% –'],
    ["{{join list}} {{join list ' / '}}", 'a, b a / b'],
    ["{{default none 'x'}}{{default 0 'x'}}{{default empty 'x'}}", 'x0x'],
    ['{{#each (range 1 3)}}{{this}}{{/each}}{{#each (range 3 1)}}!{{/each}}', '123'],
    ["{{#if (and yes empty)}}y{{else}}n{{/if}}{{#if (or none 'x')}}y{{/if}}", 'ny'],
    ["{{#if (includes '7' 7)}}y{{/if}}{{#if (includes none 7)}}n{{/if}}", 'y'],
    ["{{pick yes 'a' 'b'}}{{pick empty 'a' 'b'}}", 'ab'],
    [
      "<i {{attr 'title' quoted}} {{attr 'max' 0}} {{attr 'lang' none}} {{attr 'open' yes}}>",
      '<i title="&quot;q&quot;" max="0"  open>',
    ],
    ['{{checked yes}}|{{selected none}}', 'checked|'],
    [
      "{{stateWord 'wait_listed'}} {{chipKind 'wait-listed'}} {{chipKind 'wait_listed'}}",
      'Wait-listed wait wait',
    ],
    ["{{chipKind 'constructor'}}|{{stateWord 'no_show'}}", '|No show'],
    ["{{trackOf 'UB-3'}} {{trackOf 'CC-1'}}", 'university college'],
    ["{{lengthOf 'Jo'}} {{lengthOf 'Wolfeschlegelsteinhausen'}}", 'short longest'],
    ["{{encode 'a b&c'}}", 'a%20b%26c'],
  ])('%s', (text, shown) => {
    const locals = { list: ['a', 'b'], empty: [], yes: true, quoted: '"q"' };
    expect(draw(text, locals)).toBe(shown);
  });
});

describe('times', () => {
  const at = new Date('2024-03-24T03:14:00Z');
  it.each([
    ["{{date at 'America/New_York'}}", 'Saturday, March 23'],
    ["{{date at 'America/New_York' year=true weekday=false}}", 'March 23, 2024'],
    ["{{date '2024-03-23' 'Pacific/Honolulu'}}", 'Saturday, March 23'],
    ["{{date '2024-03-23' year=true}}", 'Saturday, March 23, 2024'],
    ["{{shortDate '2024-03-23'}}", 'Sat, Mar 23'],
    ["{{time at 'America/New_York'}}", '11:14 PM'],
    ["{{dateTime at 'America/New_York'}}", 'Saturday, March 23, 11:14 PM'],
    ["{{isoDate at 'America/New_York'}} {{isoDate at}}", '2024-03-23 2024-03-24T03:14:00.000Z'],
    ['{{date none}}{{time none}}{{dateTime none}}', '–––'],
    ['{{ago at later}}, {{ago later at}}, {{ago at at}}', '5 minutes ago, in 5 minutes, just now'],
    ['{{ago at days}}', '2 days ago'],
  ])('%s is %s', (text, shown) => {
    const later = new Date(at.getTime() + 5 * 60_000);
    expect(draw(text, { at, later, days: new Date(at.getTime() + 50 * 3_600_000) })).toBe(shown);
  });
});
