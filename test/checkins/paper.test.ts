import { jest } from '@jest/globals';
import { readPaperRows } from '../../server/checkins/paper-rows.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { printedShort } from '../../server/fairs/badge-code.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';
import { scanAt, scanOf } from './door-support.ts';

describe('people who came by paper', () => {
  let harness: Harness;
  let fair: FairFields;
  let organizer: Visitor;
  let at: string;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    organizer = await harness.signIn('organizer', fair);
    at = `/fairs/${fair.slug}/paper`;
  });
  afterAll(() => harness.stop());

  const someone = (name: string, fields: object = {}) =>
    aGraduate(fair, harness.deps, { name, ...fields });
  const form = (rows: string, fields: object = {}) => ({
    day: fair.days[0]!.date,
    usualTime: '00:00',
    nonce: newToken(),
    rows,
    ...fields,
  });
  const send = (rows: string, fields: object = {}) =>
    organizer.post(`${at}/marks`, form(rows, fields));
  const confirm = (rows: string, fields: object = {}) =>
    send(rows, { confirm: 'yes', evenAlike: '', ...fields });
  const arrivals = (registrationId: unknown) =>
    Scan.find({ registrationId: registrationId as never, stands: true }).lean();
  const leftIn = (page: string) => /<textarea[^>]*>([^<]*)</.exec(page)![1]!.trim();

  it('prints lists by surname and by code, with a heading for each page and boxes to tick', async () => {
    const zoe = await someone('Zoe Abbot', { school: 'Lanier Tech' });
    await someone('Abe Zander', { phone: '404 555 0177' });
    await someone('Not Coming', { state: 'canceled' });
    const { text } = await organizer.get(`${at}/list?by=surname`);
    const abbot = text.indexOf('Abbot, Zoe');
    expect(abbot).toBeGreaterThan(0);
    expect(abbot).toBeLessThan(text.indexOf('Zander, Abe'));
    expect(text).toContain(printedShort(zoe.badge.short));
    expect(text).toContain('<thead>');
    expect(text).toContain('☐');
    for (const hidden of ['Not Coming', zoe.email, '0177']) expect(text).not.toContain(hidden);
    const byCode = (await organizer.get(`${at}/list?by=code`)).text;
    const codes = [...byCode.matchAll(/paper-list__code">([^<]+)</g)].map((match) => match[1]);
    expect(codes).toEqual([...codes].sort());
    expect(byCode).toContain('Zoe Abbot');
    expect((await organizer.get(`${at}/list?from=Z`)).text).not.toContain('Abbot');
  });

  it('shows first what each line comes to, and stores nothing', async () => {
    const [fresh, here, gone] = [
      await someone('Fresh Face'),
      await someone('Here Already'),
      await someone('Gone Girl', { state: 'canceled', cancelReason: 'Asked to be removed' }),
    ];
    await scanAt(await harness.pairDevice(fair), scanOf(here.badge.token), harness);
    const rows = [fresh, here, gone].map(({ badge }) => badge.short).join('\n');
    const before = await Scan.countDocuments();
    const { text } = await send(`${rows}\n2222-2222\n${fresh.badge.short}`);
    expect(await Scan.countDocuments()).toBe(before);
    expect(text).toContain('Will be marked as here: 1');
    expect(text).toContain('Here already: 2');
    expect(text).toContain('Cannot be marked: 2');
    for (const word of ['Fresh Face', 'East 1', 'Asked to be removed', 'Twice in this list'])
      expect(text).toContain(word);
  });

  it('marks by the time given, once, and keeps in the form what it refuses', async () => {
    const [early, late] = [await someone('Early Bird'), await someone('Late Comer')];
    const gone = await someone('Gone Again', { state: 'canceled', cancelReason: 'Two jobs' });
    const code = printedShort(early.badge.short).toLowerCase();
    const rows = `code,time\n${code},0:00\n${late.badge.short}\n${gone.badge.short}\n2222-2222\nXX,99:99`;
    const nonce = newToken();
    const { text } = await confirm(rows, { nonce });
    expect(text).toContain('2 people marked as here.');
    expect(text).toContain('Two jobs');
    expect(leftIn(text).split('\n')).toEqual([gone.badge.short, '2222-2222', 'XX,99:99']);
    const [arrival] = await arrivals(early._id);
    expect(arrival).toMatchObject({ mode: 'paper', outcome: 'ok' });
    const clock = { timeZone: fair.timeZone, hour: '2-digit', minute: '2-digit', hour12: false };
    expect(arrival!.scannedAt.toLocaleTimeString('en-GB', clock as never)).toBe('00:00');
    expect((await confirm(rows, { nonce })).text).toContain('0 people marked');
    for (const { _id } of [early, late]) expect(await arrivals(_id)).toHaveLength(1);
    expect(await arrivals(gone._id)).toEqual([]);
  });

  it('keeps what it refuses, too, once for each time the list is sent', async () => {
    const gone = await someone('Gone For Good', { state: 'canceled', cancelReason: 'Ill' });
    const here = await someone('Here Before');
    await scanAt(await harness.pairDevice(fair), scanOf(here.badge.token), harness);
    const rows = `${gone.badge.short}\n${here.badge.short}\n${'2222-3333\n'.repeat(2)}XX,99:99`;
    const [nonce, from] = [newToken(), new Date()];
    for (let n = 0; n < 2; n += 1) await confirm(rows, { nonce });
    const kept = await Scan.find({ mode: 'paper', nonce }).sort({ outcome: 1 }).lean();
    expect(kept.map(({ outcome, stands }) => [outcome, stands])).toEqual([
      ['already', undefined],
      ['canceled', undefined],
      ['unknown', undefined],
    ]);
    expect(kept[1]).toMatchObject({ day: fair.days[0]!.date, registrationId: gone._id });
    expect(kept[1]!.answer).toMatchObject({ text: 'Ill' });
    expect(kept[1]!.receivedAt.getTime()).toBeGreaterThanOrEqual(from.getTime());
    await confirm(rows);
    expect(await Scan.countDocuments({ mode: 'paper', registrationId: gone._id })).toBe(2);
  });

  it('is not held up by many codes that nobody has', async () => {
    const { _id, badge } = await someone('After Typos');
    const typos = Array.from({ length: 70 }, (_, at) => `2222-22${at + 22}`);
    await confirm([...typos, badge.short].join('\n'));
    expect(await arrivals(_id)).toHaveLength(1);
  });

  it('loses no line when the store fails in between', async () => {
    const [first, second] = [await someone('First Line'), await someone('Second Line')];
    const spied = jest.spyOn(Scan.collection, 'insertOne').mockRejectedValueOnce(new Error('full'));
    const { text } = await confirm(`${first.badge.short}\n${second.badge.short}`);
    spied.mockRestore();
    expect(text).toContain('1 person marked as here.');
    const left = leftIn(text);
    expect([first.badge.short, second.badge.short]).toContain(left);
    expect((await confirm(left)).text).toContain('1 person marked as here.');
    for (const { _id } of [first, second]) expect(await arrivals(_id)).toHaveLength(1);
  });

  it('reads a file, and asks for a day of the fair and for lines', async () => {
    const { _id, badge } = await someone('From File');
    const parts = organizer.postParts(`${at}/marks`);
    for (const [name, value] of Object.entries(form(''))) parts.field(name, value);
    const page = await parts.attach(
      'file',
      Buffer.from(`\ufeffCode;Time\r\n${badge.short};\r\n`),
      'l.csv',
    );
    expect(page.text).toContain('Will be marked as here: 1');
    expect(leftIn(page.text)).toContain(badge.short);
    expect(await arrivals(_id)).toEqual([]);
    expect((await send('')).status).toBe(422);
    expect((await send(badge.short, { day: '2001-01-01' })).status).toBe(422);
    expect((await send(badge.short, { usualTime: 'noon' })).status).toBe(422);
    const many = Array.from({ length: 2001 }, () => '2222-2222').join('\n');
    expect((await send(many)).status).toBe(422);
  });

  it('is for organizers of this fair', async () => {
    const stranger = await harness.signIn('organizer');
    expect((await stranger.get(at)).status).toBe(404);
    expect((await stranger.post(`${at}/marks`, form('x'))).status).toBe(404);
  });

  it.each([
    ['7KQ4-MX9D', { code: '7KQ4-MX9D', time: null }],
    ['7KQ4-MX9D, 9:12', { code: '7KQ4-MX9D', time: '09:12' }],
    ['"7KQ4MX9D";"1:05 pm"', { code: '7KQ4MX9D', time: '13:05' }],
    ['7KQ4MX9D\t12:00 AM', { code: '7KQ4MX9D', time: '00:00' }],
    [
      '7KQ4MX9D,soon',
      { code: '7KQ4MX9D', time: null, fault: '“soon” is not a time', typed: '7KQ4MX9D,soon' },
    ],
  ])('reads %j', (line, row) => expect(readPaperRows(`\n${line}\n,;\n`)).toEqual([row]));
});
