import type { Fault } from './fault.ts';
import { killMongod } from './kill-mongod.ts';
import { killServer } from './kill-server.ts';
import { storeAway } from './store-away.ts';

/** By the name that `npm run faults -- NAME` takes, in the order of the table. */
export const faults: Record<string, { words: string; on: 'both' | 'mongodb'; cause: Fault }> = {
  kill: { words: 'kill -9 of the server while scanning', on: 'both', cause: killServer },
  mongod: { words: 'kill -9 of mongod while scanning', on: 'mongodb', cause: killMongod },
  away: { words: 'the store away for 30 s', on: 'mongodb', cause: storeAway },
};
