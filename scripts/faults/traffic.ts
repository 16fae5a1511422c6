import { setTimeout as pause } from 'node:timers/promises';
import type { DeskDevice } from './desk-device.ts';
import type { Person } from './fill-store.ts';

const AGAIN = 0.1;
const AT_TWO_DESKS = 0.2;
const PATIENCE_MS = 120_000;

export interface Traffic {
  /** Resolves in the instant in which a volunteer has been told something. */
  nextAnswer(): Promise<void>;
  /** Resolves when the last scan that was begun has been decided. */
  stop(): Promise<void>;
}

/** People at every desk, so many a second: most come once, some again, some badges at two desks in the same instant. */
export function peopleArrive(desks: DeskDevice[], people: Person[], perSecond: number): Traffic {
  const under = new Set<Promise<unknown>>();
  let next = 0;
  let stopped = false;
  let tellWaiting = () => {};

  function scan(desk: DeskDevice, { token, short }: Person) {
    const scanning = desk.scan(Math.random() < 0.9 ? token : short);
    under.add(scanning);
    void scanning.finally(() => {
      under.delete(scanning);
      tellWaiting();
    });
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
    nextAnswer: () => new Promise((resolve) => (tellWaiting = resolve)),
    async stop() {
      stopped = true;
      await arriving;
      await Promise.all(under);
    },
  };
}

/** Milliseconds until no desk has anything left to hand in; fails after two minutes. */
export async function drained(desks: readonly DeskDevice[]): Promise<number> {
  const isDrained = () => desks.every((desk) => desk.waiting() === 0);
  return untilAll(isDrained, 'the devices still have scans to hand in');
}

/** Fails after two minutes. */
export async function allConnected(desks: readonly DeskDevice[]): Promise<void> {
  const areConnected = () => desks.every(({ socket }) => socket.connected);
  await untilAll(areConnected, 'the devices do not find back to the server');
}

async function untilAll(isSo: () => boolean, otherwise: string): Promise<number> {
  const began = performance.now();
  while (!isSo()) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(otherwise);
    await pause(20);
  }
  return performance.now() - began;
}
