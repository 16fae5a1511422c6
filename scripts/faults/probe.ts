import { setTimeout as pause } from 'node:timers/promises';

export interface Probed {
  status: number;
  ms: number;
  text: string;
}

/** One request, and how long its answer took; status 0 when there was none in time. */
export async function probe(
  url: string,
  init: RequestInit = {},
  withinMs = 60_000,
): Promise<Probed> {
  const began = performance.now();
  const answer = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(withinMs),
    ...init,
  }).then(
    async (response) => ({ status: response.status, text: await response.text() }),
    (error: Error) => ({ status: 0, text: error.message }),
  );
  return { ...answer, ms: performance.now() - began };
}

/** Milliseconds until the address answers with this status; fails after a minute. */
export async function until(url: string, status: number): Promise<number> {
  const began = performance.now();
  while ((await probe(url)).status !== status) {
    if (performance.now() - began > 60_000) throw new Error(`${url} never answered ${status}`);
    await pause(50);
  }
  return performance.now() - began;
}
