export interface OneAtATime {
  wake(): void;
  busy(): boolean;
  settled(): Promise<void>;
}

/** Runs `work` when woken, never twice at once; a wake during a run leads to one more run after it. */
export function oneAtATime(
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): OneAtATime {
  let running: Promise<void> | undefined;
  let again = false;

  async function run(): Promise<void> {
    while (again) {
      again = false;
      await work().catch(onError);
    }
  }

  function wake(): void {
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      // Somebody may have woken it after the last look and before this line.
      if (again) wake();
    });
  }

  return {
    wake,
    busy: () => running !== undefined,
    async settled() {
      while (running) await running;
    },
  };
}
