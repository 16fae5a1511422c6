import { simulatedDay } from '../../server/demo/simulated-day.ts';

const startsAt = new Date('2027-03-13T13:30:00Z');
const endsAt = new Date('2027-03-13T21:00:00Z');
const MINUTE = 60_000;

function aDay(speed = 60) {
  let real = Date.parse('2027-01-01T00:00:00Z');
  const day = simulatedDay({
    startsAt,
    endsAt,
    timeZone: 'America/New_York',
    speed,
    realNow: () => real,
  });
  return {
    day,
    pass: (ms: number) => (real += ms),
    real: () => real,
    /** Minutes since the start, at the fair. */
    minutes: () => (day.now().getTime() - startsAt.getTime()) / MINUTE,
  };
}

describe('the clock of the demo', () => {
  it('runs as many times as fast as it is told', () => {
    const { day, pass, minutes } = aDay(60);
    pass(1000);
    expect(minutes()).toBe(1);
    day.setSpeed(240);
    pass(1000);
    expect([minutes(), day.speed()]).toEqual([5, 240]);
  });

  it('stands still while it is paused and goes on where it was', () => {
    const { day, pass, minutes } = aDay();
    pass(2000);
    day.setPaused(true);
    pass(60_000);
    expect([minutes(), day.paused()]).toEqual([2, true]);
    day.setSpeed(10);
    day.setPaused(false);
    pass(6000);
    expect(minutes()).toBe(3);
  });

  it('jumps forward and never back', () => {
    const { day, minutes } = aDay();
    day.jumpTo(new Date(startsAt.getTime() + 90 * MINUTE));
    day.jumpTo(startsAt);
    expect(minutes()).toBe(90);
  });

  it('stops at the end of the day', () => {
    const { day, pass } = aDay(240);
    pass(3_600_000);
    expect(day.now()).toEqual(endsAt);
  });

  it('knows when it was what time, through jumps, pauses and other speeds', () => {
    const { day, pass, real } = aDay(1);
    const fairTimeAt = new Map<number, Date>();
    const note = () => fairTimeAt.set(real(), day.now());
    note();
    for (const step of [700, 40, 90]) {
      pass(step);
      note();
      day.jumpTo(new Date(day.now().getTime() + 5 * MINUTE));
      day.setSpeed(step);
      pass(step);
      note();
    }
    for (const [at, fair] of fairTimeAt) {
      const { from, to } = day.realTimesOf(fair);
      expect(from.getTime()).toBeLessThanOrEqual(at);
      expect(to.getTime()).toBeGreaterThanOrEqual(at);
      expect(to.getTime() - from.getTime()).toBeLessThan(1);
    }
  });

  it('gives the whole pause for the time at which it stood', () => {
    const { day, pass, real } = aDay();
    pass(1000);
    const began = real();
    day.setPaused(true);
    pass(5000);
    const stood = day.now();
    day.setPaused(false);
    pass(1000);
    expect(day.realTimesOf(stood)).toEqual({ from: new Date(began), to: new Date(began + 5000) });
  });
});
