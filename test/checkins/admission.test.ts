import fc from 'fast-check';
import {
  decideAdmission,
  doorsAt,
  type Doors,
  type Holder,
} from '../../server/checkins/admission.ts';
import { isAdmission } from '../../server/checkins/outcome.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';

const at = (time: string) => Date.parse(`2026-03-21T${time}-04:00`);
const NINE = at('09:00:00');
const doors: Doors = {
  fairId: 'f',
  live: true,
  timeZone: 'America/New_York',
  day: { date: '2026-03-21', opensAt: NINE },
};
const holder: Holder = {
  fairId: 'f',
  state: 'active',
  reason: '',
  days: ['2026-03-21', '2026-03-22'],
  attention: '',
  arrival: null,
  undone: null,
  alike: null,
};
const seen = { at: at('09:14:00'), desk: 'East 1' };

describe('deciding an admission', () => {
  it.each<[string, Partial<Holder>, Partial<Doors>, string, string]>([
    ['wrong_fair', { fairId: 'g', state: 'canceled' }, {}, '10:00:00', 'another fair'],
    [
      'canceled',
      { state: 'canceled', reason: 'Left town' },
      { live: false },
      '10:00:00',
      'Left town',
    ],
    ['canceled', { state: 'canceled' }, {}, '10:00:00', 'was canceled'],
    ['pending', { state: 'pending' }, { day: null }, '10:00:00', 'waits for a place'],
    ['wrong_day', {}, { live: false }, '10:00:00', 'not live'],
    ['wrong_day', {}, { day: null }, '10:00:00', 'not a day of the fair'],
    ['wrong_day', { days: ['2026-03-22'], arrival: seen }, {}, '10:00:00', 'Sunday, March 22'],
    ['already', { arrival: seen, alike: seen, attention: 'x' }, {}, '10:00:00', ''],
    [
      'already',
      { undone: { ...seen, until: at('10:00:00') } },
      {},
      '09:59:59',
      'undone at 10:00 AM',
    ],
    ['ok', { undone: { ...seen, until: at('10:00:00') } }, {}, '10:00:00', ''],
    ['possible_duplicate', { alike: seen, attention: 'x' }, {}, '08:00:00', '9:14 AM, East 1'],
    ['ok_attention', { attention: 'Green folder' }, {}, '10:00:00', 'Green folder'],
    ['ok_attention', {}, {}, '08:59:59', 'doors open at 9:00'],
    ['ok_attention', { attention: 'Speaks' }, {}, '08:00:00', '9:00 AM. Speaks'],
    ['ok', {}, {}, '09:00:00', ''],
    ['ok', {}, {}, '23:59:59', ''],
  ])('says %s of %j behind %j at %s', (outcome, who, where, time, text) => {
    const verdict = decideAdmission({ ...holder, ...who }, { ...doors, ...where }, at(time));
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.text ?? '').toContain(text);
  });

  it('tells when and where somebody was seen', () => {
    expect(decideAdmission({ ...holder, arrival: seen }, doors, NINE).seen).toEqual(seen);
  });

  it('admits only an active registration of this fair, for today, once', () => {
    const someone = fc.record<Holder>({
      fairId: fc.constantFrom('f', 'g'),
      state: fc.constantFrom('active', 'pending', 'canceled'),
      reason: fc.constantFrom('', 'x'),
      days: fc.subarray(['2026-03-20', '2026-03-21']),
      attention: fc.constantFrom('', 'x'),
      arrival: fc.constantFrom(null, seen),
      undone: fc.constantFrom(null, { ...seen, until: at('10:00:00') }),
      alike: fc.constantFrom(null, seen),
    });
    const somewhere = fc.record<Doors>({
      fairId: fc.constant('f'),
      live: fc.boolean(),
      timeZone: fc.constant('America/New_York'),
      day: fc.constantFrom(null, doors.day),
    });
    fc.assert(
      fc.property(
        someone,
        somewhere,
        fc.integer({ min: at('00:00:00'), max: at('23:00:00') }),
        (who, where, now) => {
          const { outcome } = decideAdmission(who, where, now);
          const may =
            who.fairId === 'f' &&
            who.state === 'active' &&
            where.live &&
            where.day !== null &&
            who.days.includes('2026-03-21') &&
            !who.arrival &&
            !(who.undone && now < who.undone.until) &&
            !who.alike;
          expect(isAdmission(outcome)).toBe(may);
        },
      ),
    );
  });
});

describe('the doors at a moment', () => {
  const fair = {
    _id: 'f',
    state: 'live',
    timeZone: 'America/New_York',
    days: [{ date: '2026-03-21', opens: '09:00', closes: '16:00' }],
  } as unknown as FairFields;
  const when = (time: string) => new Date(at(time));

  it('takes the day from the fair’s own zone', () => {
    expect(doorsAt(fair, when('23:59:00'), when('23:59:00')).day).toEqual(doors.day);
    const nextDay = new Date(at('23:59:00') + 120_000);
    expect(doorsAt(fair, nextDay, nextDay).day).toBeNull();
  });

  it('counts what was scanned before the fair closed', () => {
    const closed = { ...fair, state: 'closed', closedAt: when('16:05:00') } as FairFields;
    expect(doorsAt(closed, when('16:00:00'), when('16:00:00')).live).toBe(true);
    expect(doorsAt(closed, when('16:05:00'), when('16:05:00')).live).toBe(false);
  });
});
