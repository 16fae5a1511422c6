import { stopStuckKiosks } from '../checkins/kiosk-service.ts';
import type { Deps } from '../deps.ts';
import { resumeFollowUps } from '../followups/queue-follow-up.ts';
import { forgetPastFairs } from './forget-past-fairs.ts';
import { repeat, type Job } from './repeat.ts';

const MINUTE_MS = 60_000;
const FOLLOW_UPS_EVERY_MS = 15_000;
const KIOSKS_EVERY_MS = 10_000;
const FORGET_EVERY_MS = 60 * MINUTE_MS;
/** Soon after the start as well: some installations never run for an hour. */
const FORGET_FIRST_MS = 5 * MINUTE_MS;

/** Everything that runs by itself, in one list; stopped together. */
export function startJobs(deps: Deps): Job {
  const jobs = [
    repeat('queueing follow-ups', FOLLOW_UPS_EVERY_MS, () => resumeFollowUps(deps), deps.log),
    repeat('finding stuck kiosks', KIOSKS_EVERY_MS, () => stopStuckKiosks(deps), deps.log),
    repeat(
      'deleting the personal data of past fairs',
      FORGET_EVERY_MS,
      () => forgetPastFairs(deps),
      deps.log,
      FORGET_FIRST_MS,
    ),
  ];
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
