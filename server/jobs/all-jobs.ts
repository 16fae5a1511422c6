import type { Deps } from '../deps.ts';
import { resumeFollowUps } from '../followups/queue-follow-up.ts';
import { repeat, type Job } from './repeat.ts';

const FOLLOW_UPS_EVERY_MS = 15_000;

/** Everything that runs by itself, in one list; stopped together. */
export function startJobs(deps: Deps): Job {
  const jobs = [
    repeat('queueing follow-ups', FOLLOW_UPS_EVERY_MS, () => resumeFollowUps(deps), deps.log),
  ];
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
