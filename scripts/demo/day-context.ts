import type { SimulatedDay } from '../../server/demo/simulated-day.ts';
import type { Ledger } from './ledger.ts';
import type { DemoMailServer } from './mail-server.ts';
import type { World } from './world.ts';

/** Where the day is played, and on what. */
export interface DayContext {
  /** Address of the server, as browsers reach it. */
  url: string;
  clock: SimulatedDay;
  mailServer: DemoMailServer;
  world: World;
  ledger: Ledger;
  seed: number;
}
