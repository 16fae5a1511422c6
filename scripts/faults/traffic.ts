import { setTimeout as pause } from 'node:timers/promises';
import type { DeskDevice } from './desk-device.ts';
import type { Person } from './fill-store.ts';

const AGAIN = 0.1;
const AT_TWO_DESKS = 0.2;

export interface Traffic {
  /** Resolves when the last scan that was begun has been decided. */
  stop(): Promise<void>;
}

/** People at every desk, so many a second: most come once, some again, some badges at two desks in the same instant. */
export function peopleArrive(desks: DeskDevice[], people: Person[], perSecond: number): Traffic {
  const under = new Set<Promise<unknown>>();
  let next = 0;
  let stopped = false;

  function scan(desk: DeskDevice, { token, short }: Person) {
    const scanning = desk.scan(Math.random() < 0.9 ? token : short);
    under.add(scanning);
    void scanning.finally(() => under.delete(scanning));
  }

  const whoComes = () =>
    next === 0 || (next < people.length && Math.random() > AGAIN)
      ? people[next++]!
      : people[Math.floor(Math.random() * next)]!;

  const arriving = (async () => {
    const start = performance.now();
    for (let count = 0; !stopped; count += 1) {
      const person = whoComes();
      const first = Math.floor(Math.random() * desks.length);
      scan(desks[first]!, person);
      if (Math.random() < AT_TWO_DESKS) scan(desks[(first + 1) % desks.length]!, person);
      const due = start + ((count + 1) * 1000) / perSecond;
      await pause(Math.max(0, due - performance.now()));
    }
  })();

  return {
    async stop() {
      stopped = true;
      await arriving;
      await Promise.all(under);
    },
  };
}

/** Milliseconds until no desk has anything left to hand in; fails after two minutes. */
export async function drained(desks: readonly DeskDevice[]): Promise<number> {
  const began = performance.now();
  while (desks.some((desk) => desk.waiting() > 0)) {
    const passed = performance.now() - began;
    if (passed > 120_000) throw new Error('the devices still have scans to hand in');
    await pause(20);
  }
  return performance.now() - began;
}

export const allConnected = async (desks: DeskDevice[]): Promise<void> => {
  while (desks.some(({ socket }) => !socket.connected)) await pause(20);
};
