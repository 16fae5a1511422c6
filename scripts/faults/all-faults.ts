import type { Fault } from './fault.ts';
import { killServer } from './kill-server.ts';

/** By the name that `npm run faults -- NAME` takes, in the order of the table. */
export const faults: Record<string, { words: string; on: 'both' | 'mongodb'; cause: Fault }> = {
  kill: { words: 'kill -9 of the server while scanning', on: 'both', cause: killServer },
};
