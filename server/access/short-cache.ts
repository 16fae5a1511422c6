export interface ShortCache<T> {
  get(key: string): Promise<T | null>;
  forget(key: string): void;
}

interface Keeping {
  maxAgeMs?: number;
  maxEntries?: number;
}

/** What every request asks for, kept for a second if not told otherwise; a change on this process empties it at once. */
export function shortCache<T>(
  load: (key: string) => PromiseLike<T | null>,
  { maxAgeMs = 1000, maxEntries = 5000 }: Keeping = {},
): ShortCache<T> {
  const kept = new Map<string, { until: number; value: Promise<T | null> }>();
  return {
    get(key) {
      const found = kept.get(key);
      if (found && found.until > performance.now()) return found.value;
      if (kept.size >= maxEntries) kept.clear();
      // A query of Mongoose runs each time it is awaited; a promise does not.
      const value = (async () => load(key))();
      kept.set(key, { until: performance.now() + maxAgeMs, value });
      value.catch(() => kept.delete(key));
      return value;
    },
    forget: (key) => void kept.delete(key),
  };
}
