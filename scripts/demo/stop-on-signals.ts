const STOP_WITHIN_MS = 10_000;

export interface Ending {
  begun: boolean;
  /** What must end before the servers do. */
  first?: () => Promise<void>;
}

/** Ctrl-C and SIGTERM end the demo cleanly: people stop, then the servers, and the links are gone. */
export function stopOnSignals(demo: { stop(): Promise<void> }): Ending {
  const ending: Ending = { begun: false };
  const end = async () => {
    ending.begun = true;
    // Not process.exit: with a write under way it waits for the store's thread, and that one for this.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_WITHIN_MS).unref();
    await ending.first?.();
    await demo.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
  return ending;
}
