/** How many messages a socket may send: `burst` at once, then `perSecond`. */
export interface Allowance {
  burst: number;
  perSecond: number;
}

/** Counts a socket's messages; `take` is false for one too many. */
export function messageBudget({ burst, perSecond }: Allowance, clock: () => number) {
  let left = burst;
  let filledAt = clock();
  let refused = 0;

  return {
    take(): boolean {
      const now = clock();
      left = Math.min(burst, left + ((now - filledAt) / 1000) * perSecond);
      filledAt = now;
      if (left < 1) {
        refused += 1;
        return false;
      }
      left -= 1;
      refused = 0;
      return true;
    },
    /** How many in a row were too many. */
    refused: () => refused,
  };
}

export type MessageBudget = ReturnType<typeof messageBudget>;
