import type { Fault } from './fault.ts';
import { killMongod } from './kill-mongod.ts';
import { killServer } from './kill-server.ts';
import { guessCodes } from './guesses.ts';
import { races } from './races.ts';
import { slowSockets } from './slow-sockets.ts';
import { storeAway } from './store-away.ts';

/** By the name that `npm run faults -- NAME` takes, in the order of the table. */
export const faults: Record<string, { words: string; on: 'both' | 'mongodb'; cause: Fault }> = {
  races: { words: 'devices that race over one person', on: 'both', cause: races },
  kill: { words: 'kill -9 of the server while scanning', on: 'both', cause: killServer },
  mongod: { words: 'kill -9 of mongod while scanning', on: 'mongodb', cause: killMongod },
  away: { words: 'the store away for 30 s', on: 'mongodb', cause: storeAway },
  slow: { words: '500 silent sockets and 500 slow requests', on: 'both', cause: slowSockets },
  guesses: { words: '10,000 guessed codes, and nonsense', on: 'both', cause: guessCodes },
};
