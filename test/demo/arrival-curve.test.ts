import { describe, expect, it } from '@jest/globals';
import { arrivalMinutes } from '../../scripts/demo/arrival-curve.ts';
import { randomFor } from '../../scripts/demo/seeded-random.ts';

const day = arrivalMinutes(20_000, randomFor(1, 'arrivals'));
const come = day.filter((minute) => minute !== null);
const until = (minute: number) => come.filter((each) => each < minute).length / come.length;

describe('the curve of arrivals', () => {
  it('is the same for the same seed', () => {
    expect(arrivalMinutes(100, randomFor(4, 'arrivals'))).toEqual(
      arrivalMinutes(100, randomFor(4, 'arrivals')),
    );
  });

  it('leaves one in five at home', () => {
    expect(day).toHaveLength(20_000);
    expect(1 - come.length / day.length).toBeCloseTo(0.2, 1);
  });

  it('brings two thirds of the others in the first half hour, most of them early in it', () => {
    expect(until(30)).toBeCloseTo(2 / 3, 1);
    expect(until(10)).toBeGreaterThan(until(30) / 2);
  });

  it('has a tail that thins out over the day', () => {
    const hours = [1, 2, 3, 4].map((hour) => until(30 + 60 * hour) - until(30 + 60 * (hour - 1)));
    expect([...hours].sort((a, b) => b - a)).toEqual(hours);
    expect(until(240)).toBeLessThan(0.99);
  });

  it.each([60, 61, 90, 420, 600])('stays within a day of %i minutes', (length) => {
    const minutes = arrivalMinutes(3000, randomFor(2, 'arrivals'), length);
    for (const minute of minutes) {
      if (minute === null) continue;
      expect(minute).toBeGreaterThanOrEqual(0);
      expect(minute).toBeLessThan(length);
    }
  });
});
