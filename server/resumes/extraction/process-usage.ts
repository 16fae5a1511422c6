import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

export interface Usage {
  residentMb: number;
  cpuMs: number;
}

const run = promisify(execFile);
const TICK_MS = 10;

/** Whether this system lets a process look at what another one uses. On Windows only the wall clock limits a file. */
export const canMeasure = process.platform !== 'win32';

/** What a process uses now, or null once it is gone. */
export async function usageOf(pid: number): Promise<Usage | null> {
  try {
    return process.platform === 'linux' ? linuxUsage(pid) : await unixUsage(pid);
  } catch {
    return null;
  }
}

/** These files are made by the kernel in memory; reading them takes some microseconds, so it need not wait its turn. */
function linuxUsage(pid: number): Usage | null {
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!resident) return null;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuMs = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  return { residentMb: Number(resident[1]) / 1024, cpuMs };
}

async function unixUsage(pid: number): Promise<Usage | null> {
  if (!canMeasure) return null;
  const { stdout } = await run('ps', ['-o', 'rss=,time=', '-p', String(pid)]);
  const [kilobytes = '', time = ''] = stdout.trim().split(/\s+/);
  const [seconds = 0, minutes = 0, hours = 0] = time.split(/[:-]/).map(Number).reverse();
  const cpuMs = Math.round((seconds + 60 * minutes + 3600 * hours) * 1000);
  return { residentMb: Number(kilobytes) / 1024, cpuMs };
}
