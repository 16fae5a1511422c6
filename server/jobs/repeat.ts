import type { Logger } from '../logger.ts';

export interface Job {
  stop(): Promise<void>;
}

/** Runs `work` every `everyMs`, never twice at once; `stop` waits for a run under way. */
export function repeat(what: string, everyMs: number, work: () => Promise<void>, log: Logger): Job {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const next = () => {
    timer = setTimeout(() => {
      running = Promise.resolve()
        .then(work)
        .catch((error: unknown) => log.error({ error }, `${what} failed`))
        .finally(() => {
          if (!stopped) next();
        });
    }, everyMs).unref();
  };
  next();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
