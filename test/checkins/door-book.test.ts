import { doorBook } from '../../public/js/door-book.js';
import { sha256, type Snapshot } from '../../public/js/door-list.js';
import { hashOf } from '../../server/web/tokens.ts';

const at = (time: string) => new Date(`2026-03-21T${time}:00-04:00`);
const token = 'abcdefghijklmnopqrstuv';

async function snapshot(badge: object = {}, more: Partial<Snapshot> = {}): Promise<Snapshot> {
  const own = {
    ...{ id: 'b1', holder: 'h1', name: 'Lupe', replaced: false, state: 'active', reason: '' },
    ...{ token: await sha256(token), short: await sha256('7KQ4MX9D') },
    ...{ days: ['2026-03-21'], attention: '' },
  };
  return {
    ...{ version: 'x.1.0', whole: true, now: at('09:00').toISOString(), speed: 1, endsAt: '' },
    doors: {
      ...{ fairId: 'f', live: true, timeZone: 'America/New_York' },
      days: [{ date: '2026-03-21', opensAt: at('09:00').getTime() }],
    },
    ...{ desk: 'East 1', gone: [], arrivals: [], badges: [{ ...own, ...badge }] },
    ...more,
  };
}

async function decide(heard: Snapshot, code = token, time = '10:00') {
  const book = doorBook();
  book.lay(heard);
  return book.decide(code, at(time));
}

describe('what a device decides by its own list', () => {
  it('finds a badge by the same hash as the server', async () => {
    expect(await sha256(token)).toBe(hashOf(token));
    expect(await decide(await snapshot())).toEqual({
      outcome: 'ok_offline',
      name: 'Lupe',
      holder: 'h1',
    });
    expect(await decide(await snapshot(), '7kq4-mx9d')).toMatchObject({ outcome: 'ok_offline' });
  });

  it.each<[string, object, Partial<Snapshot>, string, object]>([
    ['canceled', { state: 'canceled', reason: 'Moved' }, {}, '10:00', { text: 'Moved' }],
    ['pending', { state: 'pending' }, {}, '10:00', { name: 'Lupe' }],
    ['wrong_day', { days: ['2026-03-22'] }, {}, '10:00', {}],
    ['revoked_code', { replaced: true }, {}, '10:00', { holder: 'h1' }],
    ['ok_offline', { attention: 'Green folder' }, {}, '10:00', { text: 'Green folder' }],
    ['ok_offline', {}, {}, '08:59', { text: 'Early: doors open at 9:00 AM.' }],
    [
      'already',
      {},
      { arrivals: [{ holder: 'h1', at: at('09:14').getTime(), desk: 'West 2' }] },
      '10:00',
      { since: at('09:14').toISOString(), desk: 'West 2', name: 'Lupe' },
    ],
    [
      'ok_offline',
      {},
      { arrivals: [{ holder: 'h1', at: 1, desk: 'W', until: at('09:30').getTime() }] },
      '10:00',
      {},
    ],
    [
      'employer_code',
      { team: { enrollmentId: 'e1', removed: false, arrived: true }, state: 'accepted' },
      {},
      '10:00',
      { enrollmentId: 'e1', employerArrived: true },
    ],
  ])('answers %s for %j', async (outcome, badge, more, time, answer) => {
    expect(await decide(await snapshot(badge, more), token, time)).toMatchObject({
      outcome,
      ...answer,
    });
  });

  it('says of what time its list is when it does not know a code, and decides nothing without one', async () => {
    expect(await decide(await snapshot(), 'https://example.org/menu')).toEqual({
      outcome: 'unknown',
      text: 'Not in this device’s list of 9:00 AM.',
      holder: undefined,
    });
    expect(await doorBook().decide(token, at('10:00'))).toBeNull();
  });

  it('remembers whom it let in, takes what is new, and forgets what is gone', async () => {
    const book = doorBook();
    book.lay(await snapshot());
    book.admit('h1', at('10:00'));
    expect(await book.decide(token, at('10:01'))).toMatchObject({
      outcome: 'already',
      desk: 'East 1',
    });
    const { badges } = await snapshot({ name: 'Guadalupe' });
    book.lay(await snapshot({}, { whole: false, badges, version: 'x.2.0' }));
    expect(book.version()).toBe('x.2.0');
    expect(await book.decide(token, at('10:02'))).toMatchObject({ name: 'Guadalupe' });
    const kept = book.copy()!;
    const again = doorBook();
    again.lay({ ...kept, speed: 1, endsAt: '' });
    expect(await again.decide(token, at('10:02'))).toMatchObject({ outcome: 'already' });
    book.lay(await snapshot({}, { whole: false, badges: [], gone: ['b1'] }));
    expect(await book.decide(token, at('10:03'))).toMatchObject({ outcome: 'unknown' });
  });
});
