import type { BenchServer } from './bench-server.ts';
import type { Loader } from './load.ts';
import type { Done } from './load-work.ts';

export const PER_SECOND = 50;
export const DASHBOARDS = 500;

/** Scans badges that have not been scanned before, at an even pace; throws when one is not let in. */
export async function scanBadges(
  load: Loader,
  server: BenchServer,
  codes: string[],
): Promise<Done> {
  const done = await scanAt(load, server, codes, PER_SECOND);
  if (done.errors) throw new Error(`${done.errors} of ${codes.length} scans were not accepted`);
  return done;
}

/** The same at any pace; counts those that are not let in, or get no answer in ten seconds. */
export const scanAt = (
  load: Loader,
  { running: { url }, device: { cookie } }: BenchServer,
  codes: string[],
  perSecond: number,
): Promise<Done> => load.run({ do: 'scans', url, cookie, codes, perSecond });

/** Leaves so many control rooms open, and no other. */
export const watchFair = (watchers: Loader, { running, owner, fair }: BenchServer, count: number) =>
  watchers.run({
    do: 'dashboards',
    url: running.url,
    cookie: owner.cookie,
    fairId: String(fair._id),
    count,
  });

/** Hands out badges that have not been scanned. */
export function badgesOf({ badges }: BenchServer) {
  let used = 0;
  return (count: number): string[] => {
    if (used + count > badges.length) throw new Error('there are no more badges to scan');
    return badges.slice(used, (used += count));
  };
}
