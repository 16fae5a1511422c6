/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export function lane(width: number) {
  const waiting: (() => void)[] = [];
  let busy = 0;

  return async function run<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place itself, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}

/** Does something with each of a list, so many at once, in order of their start. After a failure nothing more is begun. */
export async function eachOf<T>(
  list: readonly T[],
  width: number,
  work: (each: T, at: number) => Promise<void>,
): Promise<void> {
  const run = lane(width);
  let failed = false;
  const doOne = async (each: T, at: number) => {
    if (failed) return;
    try {
      await work(each, at);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  await Promise.all(list.map((each, at) => run(() => doOne(each, at))));
}
