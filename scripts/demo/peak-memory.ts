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
