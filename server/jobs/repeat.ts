import type { Logger } from '../logger.ts';

export interface Job {
  stop(): Promise<void>;
}

/** Runs `work` every `everyMs`, the first time after `firstMs`, never twice at once; `stop` waits for a run under way. */
export function repeat(
  what: string,
  everyMs: number,
  work: () => Promise<void>,
  log: Logger,
  firstMs = everyMs,
): Job {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const next = (afterMs: number) => {
    timer = setTimeout(() => {
      running = Promise.resolve()
        .then(work)
        .catch((error: unknown) => log.error({ error }, `${what} failed`))
        .finally(() => {
          if (!stopped) next(everyMs);
        });
    }, afterMs).unref();
  };
  next(firstMs);

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
