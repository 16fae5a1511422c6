/** As many ids as both stores look up by an index in one question. */
const BATCH = 250;

/** Does long work part by part, so that others get their turn between the parts. */
export async function inBatches<T>(
  all: readonly T[],
  work: (part: T[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < all.length; at += BATCH) await work(all.slice(at, at + BATCH));
}
