import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scanPace } from '../../server/dashboard/scan-pace.ts';
import { estimateWait } from '../../server/dashboard/wait-estimate.ts';
import { waitReason, waitWord } from '../../public/js/wait-words.js';

describe('the estimate of the wait', () => {
  it.each([
    [{ scans: 0, desks: 0, fastest: 60 }, 'nobody', null, 'No line'],
    [{ scans: 4, desks: 1, fastest: 9 }, 'too_early', null, 'Too early to tell'],
    // 5 s a person, half the pace: 5 · 0.5 / (2 · 0.5)
    [{ scans: 60, desks: 2, fastest: 60 }, 'seconds', 3, 'Under 30 seconds'],
    // 30 s a person, nine tenths of the pace: 30 · 0.9 / 0.2
    [{ scans: 9, desks: 1, fastest: 10 }, 'seconds', 135, 'About 2 minutes'],
    [{ scans: 16, desks: 1, fastest: 18 }, 'seconds', 67, 'About a minute'],
    [{ scans: 14, desks: 1, fastest: 16 }, 'seconds', 66, 'About a minute'],
    [{ scans: 95, desks: 1, fastest: 100 }, 'growing', null, 'A line is growing'],
    [{ scans: 120, desks: 2, fastest: 60 }, 'growing', null, 'A line is growing'],
  ] as const)('%j is %s', (pace, kind, seconds, word) => {
    const wait = estimateWait(pace);
    expect(wait).toEqual({ ...pace, kind, seconds });
    expect(waitWord(wait)).toBe(word);
  });

  it('says what it was made from', () => {
    expect(waitReason(estimateWait({ scans: 61, desks: 2, fastest: 60 }))).toContain(
      'each of 2 desks in use made 30.5 scans; the fastest five minutes of a desk today had 60.',
    );
    expect(waitReason(estimateWait({ scans: 1, desks: 1, fastest: 60 }))).toContain('made 1 scan;');
    expect(waitReason(estimateWait({ scans: 5, desks: 1, fastest: 60 }))).toContain('1 desk');
    expect(waitReason(estimateWait({ scans: 0, desks: 0, fastest: 60 }))).toContain('No scan');
  });

  it('never shrinks when more people come to the same desks', () => {
    const numbers = fc.tuple(fc.integer({ min: 10, max: 200 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(numbers, ([fastest, desks]) => {
        let before = 0;
        for (let scans = 1; scans <= fastest * desks; scans += 1) {
          const { kind, seconds } = estimateWait({ scans, desks, fastest });
          const now = kind === 'growing' ? Infinity : (seconds ?? 0);
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the pace of the door', () => {
  it('equals a count of all scans, in whatever order they came', () => {
    const scan = fc.record({ desk: fc.constantFrom('a', 'b'), minute: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(scan, { maxLength: 60 }), fc.nat(25), (scans, now) => {
        const pace = scanPace();
        for (const { desk, minute } of scans) pace.add(desk, new Date(minute * 60_000));
        const within = (desk: string, last: number) =>
          scans.filter(
            (each) => each.desk === desk && each.minute <= last && each.minute > last - 5,
          ).length;
        const counts = ['a', 'b'].map((desk) => within(desk, now)).filter(Boolean);
        const spans = Array.from({ length: 25 }, (_, last) => [
          within('a', last),
          within('b', last),
        ]);
        expect(pace.at(new Date(now * 60_000 + 30_000))).toEqual({
          scans: counts.reduce((sum, count) => sum + count, 0),
          desks: counts.length,
          fastest: Math.max(...spans.flat()),
        });
      }),
    );
  });
});
