import type { Logger } from '../logger.ts';

/** Work that a request starts and does not wait for, so that shutdown and tests can. */
export interface Background {
  run(what: string, work: Promise<unknown>): void;
  settled(): Promise<void>;
}

export function background(log: Logger): Background {
  const open = new Set<Promise<unknown>>();
  return {
    run(what, work) {
      const watched = work
        .catch((error: unknown) => log.error({ error }, `${what} failed`))
        .finally(() => open.delete(watched));
      open.add(watched);
    },
    async settled() {
      while (open.size) await Promise.all(open);
    },
  };
}
