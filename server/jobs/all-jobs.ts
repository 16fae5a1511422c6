import type { Deps } from '../deps.ts';
import type { Job } from './repeat.ts';

/** Everything that runs by itself, in one list; stopped together. */
export function startJobs(_deps: Deps): Job {
  const jobs: Job[] = [];
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
