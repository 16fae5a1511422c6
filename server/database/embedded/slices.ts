/** Long work is done in slices of so many milliseconds, so that other requests wait for one slice only. */
export const SLICE_MS = 8;

export const sliceEnd = () => performance.now() + SLICE_MS;

/** Lets everything else that waits have its turn. */
export const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
