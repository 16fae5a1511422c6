import { describe, expect, it } from '@jest/globals';
import { slugOf } from '../../server/fairs/create-fair.ts';
import { fairForm, toFields } from '../../server/fairs/fair-form.ts';
import { drawBadge, printedShort, readBadgeCode } from '../../server/fairs/badge-code.ts';
import { fairDayAt, instantOf, wallClock } from '../../server/fairs/fair-time.ts';
import { windowState } from '../../server/fairs/fair-windows.ts';
import { hashOf } from '../../server/web/tokens.ts';

const entered = {
  name: 'Georgia HIT Job Fair',
  venue: 'Hall A',
  address: 'Atlanta',
  timeZone: 'America/New_York',
  days: '2027-03-14 9:00-15:00\n2027-03-13 09:30 to 16:00',
  employersFrom: '2026-12-01T08:00',
  employersUntil: '2027-03-01T23:59',
  graduatesFrom: '2026-12-01T08:00',
  graduatesUntil: '2027-03-13T12:00',
  capacity: '900',
};

describe('the form of a fair', () => {
  it('reads days in order and makes instants of wall-clock times in the fair’s zone', () => {
    const read = fairForm.parse(entered);
    expect(read.days).toEqual([
      { date: '2027-03-13', opens: '09:30', closes: '16:00' },
      { date: '2027-03-14', opens: '09:00', closes: '15:00' },
    ]);
    const fields = toFields(read);
    expect(fields.graduateWindow.closesAt.toISOString()).toBe('2027-03-13T17:00:00.000Z');
    expect(fields).not.toHaveProperty('employersFrom');
  });

  it.each([
    ['days', '2027-03-13 15:00-9:00'],
    ['days', '13.3.2027 9:00-15:00'],
    ['days', '2027-03-13 9:00-15:00\n2027-03-13 9:00-12:00'],
    ['days', ''],
    ['timeZone', 'Mars/Olympus'],
    ['employersUntil', '2026-11-01T08:00'],
    ['capacity', '0'],
    ['capacity', 'many'],
    ['name', '   '],
  ])('refuses %s: %j', (field, value) => {
    const read = fairForm.safeParse({ ...entered, [field]: value });
    expect(read.success).toBe(false);
    expect(read.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });

  it('says that a window ends too early together with every other mistake', () => {
    const wrong = { ...entered, name: '', employersUntil: '2026-11-01T08:00', capacity: 'abc' };
    const read = fairForm.safeParse(wrong);
    const paths = read.error?.issues.map((issue) => issue.path[0]).sort();
    expect(paths).toEqual(['capacity', 'employersUntil', 'name']);
  });

  it.each([
    ['Georgia HIT Job Fair', 'georgia-hit-job-fair'],
    ['Foire de l’Été — Montréal!', 'foire-de-l-ete-montreal'],
    ['New', 'fair-new'],
    ['!!!', 'fair-1'],
  ])('makes an address of %s', (name, slug) => expect(slugOf(name)).toBe(slug));
});

describe('time at the fair', () => {
  it.each([
    ['2027-03-13', '09:00', '2027-03-13T14:00:00.000Z'],
    ['2027-03-14', '09:00', '2027-03-14T13:00:00.000Z'],
    ['2027-11-07', '00:30', '2027-11-07T04:30:00.000Z'],
  ])('%s %s in New York is %s, also on days that change the clocks', (date, time, iso) => {
    expect(instantOf(date, time, 'America/New_York').toISOString()).toBe(iso);
    expect(wallClock(new Date(iso), 'America/New_York')).toEqual({ date, time });
  });

  it('takes the calendar date of the fair’s zone as its day', () => {
    const fair = {
      timeZone: 'Pacific/Honolulu',
      days: [{ date: '2027-03-13', opens: '09:00', closes: '15:00' }],
    };
    expect(fairDayAt(fair, new Date('2027-03-14T09:59:00Z'))?.date).toBe('2027-03-13');
    expect(fairDayAt(fair, new Date('2027-03-14T10:00:00Z'))).toBeNull();
  });

  it('knows windows to the instant', () => {
    const window = { opensAt: new Date(1000), closesAt: new Date(2000) };
    const at = (state: 'draft' | 'open' | 'closed', ms: number) =>
      windowState({ state }, window, new Date(ms));
    expect([at('open', 999), at('open', 1000), at('open', 1999), at('open', 2000)]).toEqual([
      'not yet',
      'open',
      'open',
      'over',
    ]);
    expect([at('draft', 1500), at('closed', 1500)]).toEqual(['not yet', 'over']);
  });
});

describe('badge codes', () => {
  const key = Buffer.alloc(32, 7);
  const code = drawBadge(key, '0123456789abcdef01234567', 1);

  it('are the same each time they are drawn, and others for another version or key', () => {
    expect(drawBadge(key, '0123456789abcdef01234567', 1)).toEqual(code);
    expect(drawBadge(key, '0123456789abcdef01234567', 2).token).not.toBe(code.token);
    expect(drawBadge(Buffer.alloc(32, 8), '0123456789abcdef01234567', 1).short).not.toBe(
      code.short,
    );
    expect(code.token).toMatch(/^[\w-]{22}$/);
    expect(printedShort(code.short)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  });

  it('are read in any case, with hyphens or spaces, and with look-alikes', () => {
    const wanted = { shortHash: hashOf('QJYQ2345') };
    for (const typed of ['QJYQ2345', 'qjyq-2345', ' 0IVO 2345 ', '01u02345', 'olv02345'])
      expect(readBadgeCode(typed)).toEqual(wanted);
    expect(readBadgeCode(code.token)).toEqual({ tokenHash: hashOf(code.token) });
    for (const other of ['', 'ABC', 'https://example.org/x', '🎓🎓🎓🎓🎓🎓🎓🎓', 'A'.repeat(23)])
      expect(readBadgeCode(other)).toBeNull();
  });
});
