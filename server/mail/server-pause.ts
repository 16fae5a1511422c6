const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** While the mail server cannot be reached, one try now and then is enough: ten thousand mails would fail as the first did. */
export function serverPause() {
  let length = 0;
  let until = 0;
  return {
    lasts: (now: Date): boolean => now.getTime() < until,
    begin(now: Date): void {
      if (now.getTime() < until) return;
      length = Math.min(LONGEST_MS, length ? length * 2 : FIRST_MS);
      until = now.getTime() + length;
    },
    end(): void {
      length = 0;
      until = 0;
    },
  };
}
