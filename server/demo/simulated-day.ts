import type { DemoClock } from '../deps.ts';

/** The fair's clock of the demo, with the handles that its banner and its player turn. */
export interface SimulatedDay extends DemoClock {
  /** The time at the fair. */
  now(): Date;
  /** Goes forward to a time at the fair; never back. */
  jumpTo(at: Date): void;
  /** When, by the real clock, it was this time at the fair: an instant, or all of a pause. */
  realTimesOf(at: Date): { from: Date; to: Date };
}

interface DayOptions {
  startsAt: Date;
  /** The clock stands still from then on. */
  endsAt: Date;
  timeZone: string;
  /** Minutes at the fair in a real minute. */
  speed: number;
  realNow?: () => number;
}

/** From `real` on the fair's clock runs from `fair` at `rate`. */
interface Stretch {
  real: number;
  fair: number;
  rate: number;
}

export function simulatedDay(options: DayOptions): SimulatedDay {
  const { timeZone, realNow = Date.now } = options;
  const end = options.endsAt.getTime();
  let speed = options.speed;
  let paused = false;
  const stretches: Stretch[] = [
    { real: realNow(), fair: options.startsAt.getTime(), rate: options.speed },
  ];

  const fairTime = (real: number): number => {
    const { real: since, fair, rate } = stretches.at(-1)!;
    return Math.min(end, fair + Math.max(0, real - since) * rate);
  };

  function turn(at = fairTime(realNow())): void {
    stretches.push({ real: realNow(), fair: Math.min(end, at), rate: paused ? 0 : speed });
  }

  return {
    timeZone,
    now: () => new Date(fairTime(realNow())),
    speed: () => speed,
    paused: () => paused,
    ended: () => fairTime(realNow()) >= end,
    setSpeed(to) {
      speed = to;
      turn();
    },
    setPaused(to) {
      paused = to;
      turn();
    },
    jumpTo(at) {
      if (at.getTime() > fairTime(realNow())) turn(at.getTime());
    },
    realTimesOf(at) {
      const first = stretches.findIndex((_, place) => endOf(stretches, place) >= at.getTime());
      const last = stretches.findLastIndex((stretch) => stretch.fair <= at.getTime());
      return {
        from: new Date(realIn(stretches, first < 0 ? stretches.length - 1 : first, at.getTime())),
        to: new Date(realIn(stretches, Math.max(0, last), at.getTime(), realNow())),
      };
    },
  };
}

/** The fair's time at which a stretch ends: where the next one takes over. */
function endOf(stretches: Stretch[], place: number): number {
  const [stretch, next] = [stretches[place]!, stretches[place + 1]];
  return next ? stretch.fair + (next.real - stretch.real) * stretch.rate : Infinity;
}

/** The real time of a fair's time within a stretch; `latest` asks for the end of a pause instead of its beginning. */
function realIn(stretches: Stretch[], place: number, fair: number, latest?: number): number {
  const { real, fair: since, rate } = stretches[place]!;
  const until = stretches[place + 1]?.real ?? latest ?? Infinity;
  if (rate === 0) return latest === undefined ? real : until;
  return Math.min(Math.max(real, real + (fair - since) / rate), until);
}
