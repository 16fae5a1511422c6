import { describe, expect, it } from '@jest/globals';
import { arrivalsChart } from '../../public/js/arrivals-chart.js';

const start = Date.parse('2027-03-13T14:00:00.000Z');
const minutes = (n: number, count: number) => ({
  at: new Date(start + n * 300_000).toISOString(),
  count,
});
const clockOf = (at: Date) => at.toISOString().slice(11, 16);

describe('the chart of arrivals', () => {
  it.each([
    [1, ['2', '1']],
    [3, ['4', '2']],
    [40, ['40', '20']],
  ])('names two different numbers of people when the most is %i', (most, labels) => {
    const { lines } = arrivalsChart([minutes(0, most)], clockOf);
    expect(lines.map(({ label }) => label)).toEqual(labels);
  });

  it.each([2, 12, 40, 288])('keeps the hours of %i bars apart', (bars) => {
    const buckets = Array.from({ length: bars }, (_, n) => minutes(n, 1));
    const at = arrivalsChart(buckets, clockOf)
      .bars.filter(({ tick }) => tick)
      .map(({ x }) => x);
    const gaps = at.slice(1).map((x, index) => x - at[index]!);
    expect(Math.min(Infinity, ...gaps)).toBeGreaterThan(100);
    expect(at.length).toBeGreaterThan(0);
  });
});
