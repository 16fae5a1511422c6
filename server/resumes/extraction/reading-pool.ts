import type { Answer } from './ask-for-reading.ts';
import type { ProcessLimits } from './limits.ts';
import { startReadingProcess, type ReadingProcess } from './reading-process.ts';
import type { ResumeKind } from './verdict.ts';

const FILES_EACH = 200;
const IDLE_MS = 60_000;
/** Above this share of the limit a process is replaced, so that no file pays for the memory of those before it. */
const FULL = 0.5;

interface Seat {
  process: ReadingProcess;
  files: number;
}

/** Reading processes that are used again for the next good file and replaced when they die, fill up or have read many. */
export function readingPool(limits: ProcessLimits) {
  const idle: Seat[] = [];
  const busy = new Set<Seat>();
  let sweep: NodeJS.Timeout | undefined;
  let open = true;

  async function read(kind: ResumeKind, bytes: Buffer): Promise<Answer> {
    const answer = await readOnce(kind, bytes);
    // The process that waited for this file may have died meanwhile: not the fault of the file.
    return answer.reading || !open ? answer : readOnce(kind, bytes);
  }

  async function readOnce(kind: ResumeKind, bytes: Buffer): Promise<Answer> {
    const seat = takeSeat();
    busy.add(seat);
    const answer = await seat.process.read(kind, bytes);
    busy.delete(seat);
    seat.files += 1;
    if (open && isFit(seat, answer)) idle.push(seat);
    else await seat.process.end();
    return answer;
  }

  function takeSeat(): Seat {
    clearTimeout(sweep);
    sweep = setTimeout(() => void endIdle(), IDLE_MS).unref();
    for (let seat = idle.pop(); seat; seat = idle.pop()) if (seat.process.alive()) return seat;
    return { process: startReadingProcess(limits), files: 0 };
  }

  function isFit(seat: Seat, answer: Answer): boolean {
    if (!seat.process.alive() || seat.files >= FILES_EACH) return false;
    return answer.residentMb < limits.residentMb * FULL;
  }

  async function endIdle(): Promise<void> {
    await Promise.all(idle.splice(0).map((seat) => seat.process.end()));
  }

  return {
    read,
    /** Ends every process, those at work too. */
    async end(): Promise<void> {
      open = false;
      clearTimeout(sweep);
      await Promise.all([endIdle(), ...[...busy].map((seat) => seat.process.end())]);
    },
  };
}
