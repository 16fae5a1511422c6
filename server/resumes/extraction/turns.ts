/** Lets a few through at once and the others wait in line, up to a length. */
export function turnstile(atOnce: number, longest: number) {
  let inside = 0;
  let open = true;
  const waiting: ((mayGo: boolean) => void)[] = [];
  let onEmpty: (() => void)[] = [];

  return {
    /** Resolves when it is your turn; false when the line is too long or closed. */
    async enter(): Promise<boolean> {
      if (!open || waiting.length >= longest) return false;
      if (inside >= atOnce) return new Promise((resolve) => waiting.push(resolve));
      inside += 1;
      return true;
    },
    leave(): void {
      const next = waiting.shift();
      if (next) return next(true);
      inside -= 1;
      if (inside > 0) return;
      for (const resolve of onEmpty) resolve();
      onEmpty = [];
    },
    /** Sends everybody in line away and lets nobody in any more. */
    close(): void {
      open = false;
      for (const resolve of waiting.splice(0)) resolve(false);
    },
    /** When nobody is inside. */
    async empty(): Promise<void> {
      if (inside > 0) await new Promise<void>((resolve) => onEmpty.push(resolve));
    },
  };
}
