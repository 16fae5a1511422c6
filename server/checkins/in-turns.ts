import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Lets so many pieces of work be under way at a time, over all who ask, in the order in which they ask. A turn of the
 * event loop comes before each, in which whoever does not ask here goes first.
 */
export function inTurns(most: number) {
  const waiting: (() => void)[] = [];
  let underWay = 0;

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (underWay < most) underWay += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await nextTurn();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}
