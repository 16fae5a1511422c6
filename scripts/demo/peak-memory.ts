import type { Deps } from '../../server/deps.ts';

/** Watches the resident memory of this process; child processes are counted apart by the system. */
export function peakMemory(everyMs = 200) {
  let most = process.memoryUsage.rss();
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, everyMs).unref();
  return {
    megabytes: () => Math.round(look() / 1024 / 1024),
    stop: () => clearInterval(timer),
  };
}

/** The most resident memory, in MB, that the process which reads résumés has needed for any of them. */
export function peakOfReading(deps: Deps) {
  let most = 0;
  const examine = deps.examineResume;
  deps.examineResume = async (file) => {
    const verdict = await examine(file);
    most = Math.max(most, verdict.peakMb);
    return verdict;
  };
  return { megabytes: () => most };
}
