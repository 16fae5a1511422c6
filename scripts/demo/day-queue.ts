import { setImmediate as turnOfTheLoop, setTimeout as pause } from 'node:timers/promises';
import type { SimulatedDay } from '../../server/demo/simulated-day.ts';
import { lane } from './lane.ts';

/** Something that somebody does at a time of the fair's day. */
export interface DayEvent {
  at: Date;
  /** What one person does happens one after the other. */
  who: string;
  /** Scans do not wait behind uploads. */
  lane: 'door' | 'web';
  what: string;
  /** Waits for everything before it, and everything after waits for it. */
  alone?: boolean;
  run(): Promise<void>;
}

export interface DayQueue {
  add(event: DayEvent): void;
  /** Resolves when nothing is left to do. */
  play(): Promise<void>;
  /** Begins nothing more; resolves when what is under way is done. */
  stop(): Promise<void>;
}

interface QueueOptions {
  clock: Pick<SimulatedDay, 'now' | 'jumpTo'>;
  /** Do not wait for the clock: turn it to each event. */
  jump: boolean;
  onTrouble(event: DayEvent, error: unknown): void;
}

const LOOK_EVERY_MS = 40;
/** So much may be under way before a jumping clock goes on. */
const MOST_UNDER_WAY = 16;

/** Plays events in the order of their time, on the fair's clock. Events may add others. */
export function dayQueue({ clock, jump, onTrouble }: QueueOptions): DayQueue {
  const waiting: DayEvent[] = [];
  const lanes = { door: lane(8), web: lane(8) };
  const lastOf = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  let stopped = false;

  function start(event: DayEvent): void {
    const before = lastOf.get(event.who) ?? Promise.resolve();
    const done = before
      .then(() => lanes[event.lane](() => event.run()))
      .catch((error: unknown) => onTrouble(event, error))
      .then(() => {
        underWay.delete(done);
        if (lastOf.get(event.who) === done) lastOf.delete(event.who);
      });
    lastOf.set(event.who, done);
    underWay.add(done);
  }

  async function settle(): Promise<void> {
    while (underWay.size) await Promise.all(underWay);
  }

  async function play(): Promise<void> {
    while (!stopped) {
      const next = waiting[0];
      if (!next) {
        if (underWay.size === 0) return;
        await Promise.race(underWay);
      } else if (next.alone && underWay.size > 0) await Promise.race(underWay);
      else if (jump && underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
      else if (!jump && clock.now() < next.at) await pause(LOOK_EVERY_MS);
      else {
        if (jump) clock.jumpTo(next.at);
        waiting.shift();
        start(next);
        if (next.alone) await settle();
        // Whoever begins does so at the own time, before the clock is turned on.
        else if (jump) await turnOfTheLoop();
      }
    }
  }

  return {
    add(event) {
      waiting.splice(placeFor(event.at, waiting), 0, event);
    },
    play,
    async stop() {
      stopped = true;
      await settle();
    },
  };
}

/** Behind everything that is due no later. */
function placeFor(at: Date, sorted: readonly DayEvent[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
