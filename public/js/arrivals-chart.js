// Geometry of the arrivals chart: the server draws the first picture with it, the browser every later one.

const width = 640;
const height = 200;
const left = 36;
const top = 14;
const bottom = 30;
const fiveMinutes = 300_000;
const mostBars = 288;
/** What the words of an hour need on a phone, where they are drawn larger. */
const tickWidth = 118;

/**
 * One bar per five minutes, from the first that has arrivals to the last, gaps included.
 * @param {{ at: string, count: number }[]} buckets `at`: ISO 8601, the start of the five minutes
 * @param {(at: Date) => string} clockOf wall clock at the fair
 */
export function arrivalsChart(buckets, clockOf) {
  const filled = fillGaps(buckets);
  // Even, so that half of it is a number of people, too.
  const most = 2 * Math.ceil(Math.max(1, ...filled.map((each) => each.count)) / 2);
  const step = (width - left) / Math.max(12, filled.length);
  const plot = height - top - bottom;
  const tickEvery = Math.max(1, Math.ceil(tickWidth / step));
  return {
    width,
    height,
    lines: [most, most / 2].map((value) => ({
      y: round(top + plot - (value / most) * plot),
      label: String(value),
    })),
    bars: filled.map(({ at, count }, index) => {
      const tall = (count / most) * plot;
      const label = clockOf(new Date(at));
      return {
        label,
        value: count,
        x: round(left + index * step),
        y: round(top + plot - tall),
        width: round(step * 0.8),
        height: round(tall),
        now: index === filled.length - 1,
        tick: index % tickEvery === 0 ? label : '',
      };
    }),
  };
}

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/** @param {{ at: string, count: number }[]} buckets */
function fillGaps(buckets) {
  if (buckets.length === 0) return [];
  const counts = new Map(buckets.map(({ at, count }) => [Date.parse(at), count]));
  const last = Math.max(...counts.keys());
  const first = Math.max(Math.min(...counts.keys()), last - (mostBars - 1) * fiveMinutes);
  const filled = [];
  for (let at = first; at <= last; at += fiveMinutes)
    filled.push({ at: new Date(at).toISOString(), count: counts.get(at) ?? 0 });
  return filled;
}
