import fc from 'fast-check';
import { fairClock } from '../../public/js/door-clock.js';
import { plausibleCode, repeatGuard } from '../../public/js/door-code.js';
import { codesOf, scanIn, usKeyOf } from '../../public/js/door-keys.js';
import { drawBadge, readBadgeCode } from '../../server/fairs/badge-code.ts';

const strokes = (text: string, gaps: number | number[], usText = text) => {
  let at = 0;
  return [...text].map((key, i) => {
    at += typeof gaps === 'number' ? gaps : gaps[i % gaps.length]!;
    return { key, usKey: usText[i]!, at };
  });
};
const TOKEN = 'yZ9-_aBcDeFgHiJkLmNoPq';

describe('telling a scanner from a person', () => {
  it.each([0, 5, 10, 20, 30, 35, 40])('takes keys %i ms apart for a scan', (gap) => {
    expect(codesOf(strokes(TOKEN, gap))).toEqual([TOKEN]);
    expect(codesOf(strokes('7kq4mx9d', gap))).toEqual(['7KQ4MX9D']);
  });

  it('bears a pause of the browser in between', () => {
    expect(codesOf(strokes(TOKEN, [5, 6, 90, 5, 6]))).toEqual([TOKEN]);
  });

  it.each([60, 90, 120])('leaves typing at %i ms alone', (gap) => {
    expect(codesOf(strokes(TOKEN, gap))).toEqual([]);
  });

  it.each([60, 90, 120])('takes keys %i ms apart for a scan where no field took them', (gap) => {
    expect(scanIn(strokes(TOKEN, gap), 500)).toEqual({ start: 0, codes: [TOKEN] });
    expect(scanIn(strokes('lost keys of a person', gap), 500)).toBeNull();
  });

  it('leaves fast words alone that are no code', () => {
    expect(codesOf(strokes('registration desk', 20))).toEqual([]);
    expect(codesOf(strokes('7kq4mx9', 5))).toEqual([]);
  });

  it('takes a scan that a busy browser has torn apart for one, not its end for a short code', () => {
    const torn = strokes(TOKEN, 5).map((stroke, i) => ({
      ...stroke,
      at: stroke.at + (i < 14 ? 0 : 300),
    }));
    expect(scanIn(torn)).toEqual({ start: 0, codes: [TOKEN] });
    expect(scanIn(torn.slice(0, 14))).toBeNull();
  });

  it('finds a scan that begins where a person has just stopped typing', () => {
    const typed = strokes('abc', 120);
    const scanned = strokes(TOKEN, 5).map((stroke) => ({ ...stroke, at: stroke.at + 700 }));
    expect(scanIn([...typed, ...scanned])).toEqual({ start: 3, codes: [TOKEN] });
  });

  it('reads a scanner whose layout is not the computer’s by the keys’ places, after the plain reading', () => {
    expect(codesOf(strokes('zY9ß?aBcDeFgHiJkLmNoPq', 10, TOKEN))).toEqual([TOKEN]);
    expect(codesOf(strokes('zY9aaaBcDeFgHiJkLmNoPq', 10, 'yZ9aaaBcDeFgHiJkLmNoPq'))).toHaveLength(
      2,
    );
  });

  it.each([
    [{ code: 'KeyY', shiftKey: false, key: 'z' }, 'y'],
    [{ code: 'KeyZ', shiftKey: true, key: 'Y' }, 'Z'],
    [{ code: 'Digit9', shiftKey: false, key: '9' }, '9'],
    [{ code: 'Minus', shiftKey: false, key: 'ß' }, '-'],
    [{ code: 'Minus', shiftKey: true, key: '?' }, '_'],
    [{ code: '', shiftKey: false, key: 'k' }, 'k'],
  ])('reads %j as %s', (event, key) => expect(usKeyOf(event)).toBe(key));
});

describe('codes as they are entered', () => {
  it('accepts on the device exactly what the server accepts', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 30 }), fc.stringMatching(/^[\w -]{6,24}$/)),
        (text) => {
          expect(plausibleCode(text) === null).toBe(readBadgeCode(text) === null);
        },
      ),
    );
  });

  it('reads every badge, also typed in lower case with a hyphen and look-alikes', () => {
    for (let i = 0; i < 200; i += 1) {
      const { token, short } = drawBadge(Buffer.from('key'), `holder ${i}`, 1);
      expect(plausibleCode(token)).toBe(token);
      const typed = `${short.slice(0, 4)}-${short.slice(4)}`
        .toLowerCase()
        .replace('q', '0')
        .replace('j', 'l');
      expect(readBadgeCode(plausibleCode(typed)!)).toEqual(readBadgeCode(short));
    }
  });

  it('ignores a badge that stays in view, and not a second press of a scanner after three seconds', () => {
    let now = 0;
    const guard = repeatGuard(() => now);
    const seenAt = (time: number, mode: string, code = 'A') => {
      now = time;
      return guard.isRepeat(code, mode);
    };
    expect([0, 2000, 4000, 6000].map((time) => seenAt(time, 'camera'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(seenAt(9001, 'camera')).toBe(false);
    expect(seenAt(9100, 'camera', 'B')).toBe(false);
    expect([20_000, 22_000, 23_001].map((time) => seenAt(time, 'keyboard'))).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('the fair’s clock on a device', () => {
  it('goes by the monotonic clock and takes each contact for a new anchor', () => {
    let ticks = 1000;
    const clock = fairClock({ now: '2026-03-21T13:00:00.000Z', speed: 60 }, () => ticks);
    ticks += 1000;
    expect(clock.now().toISOString()).toBe('2026-03-21T13:01:00.000Z');
    clock.anchor({ now: '2026-03-21T13:00:30.000Z', speed: 1 });
    ticks += 500;
    expect(clock.now().toISOString()).toBe('2026-03-21T13:00:30.500Z');
    clock.anchor({ now: 'nonsense', speed: 9 });
    expect(clock.now().toISOString()).toBe('2026-03-21T13:00:30.500Z');
  });
});
