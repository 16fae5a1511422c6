const MAX_AGE_MS = 1000;
const MAX_ENTRIES = 5000;

export interface ShortCache<T> {
  get(key: string): Promise<T | null>;
  forget(key: string): void;
}

/** What every request asks for, kept for at most a second; a change on this process empties it at once. */
export function shortCache<T>(load: (key: string) => PromiseLike<T | null>): ShortCache<T> {
  const kept = new Map<string, { until: number; value: Promise<T | null> }>();
  return {
    get(key) {
      const found = kept.get(key);
      if (found && found.until > performance.now()) return found.value;
      if (kept.size >= MAX_ENTRIES) kept.clear();
      // A query of Mongoose runs each time it is awaited; a promise does not.
      const value = (async () => load(key))();
      kept.set(key, { until: performance.now() + MAX_AGE_MS, value });
      value.catch(() => kept.delete(key));
      return value;
    },
    forget: (key) => void kept.delete(key),
  };
}
