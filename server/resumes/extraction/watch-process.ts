import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessLimits } from './limits.ts';
import { canMeasure, usageOf, type Usage } from './process-usage.ts';

export type Excess = 'too big unpacked' | 'time limit';

const EVERY_MS = process.platform === 'linux' ? 10 : 50;

/** Looks at a process again and again while it reads one file and says once what it uses too much of. */
export function watchProcess(pid: number, limits: ProcessLimits, onExcess: (why: Excess) => void) {
  let watching = true;
  let peakMb = 0;
  const wall = setTimeout(() => report('time limit'), limits.wallMs);

  function report(why: Excess): void {
    if (!watching) return;
    watching = false;
    onExcess(why);
  }

  async function look(): Promise<void> {
    const first = await usageOf(pid);
    for (let usage = first; watching && usage && first; usage = await usageOf(pid)) {
      peakMb = Math.max(peakMb, usage.residentMb);
      const why = excessOf(usage, first, limits);
      if (why) return report(why);
      await pause(EVERY_MS);
    }
  }
  if (canMeasure) void look();

  return {
    /** Ends the watch and gives the highest resident memory in MB. */
    stop(): number {
      watching = false;
      clearTimeout(wall);
      return peakMb;
    },
  };
}

function excessOf(usage: Usage, first: Usage, limits: ProcessLimits): Excess | null {
  if (usage.residentMb > limits.residentMb) return 'too big unpacked';
  return usage.cpuMs - first.cpuMs > limits.cpuMs ? 'time limit' : null;
}
