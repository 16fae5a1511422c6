import { setTimeout as pause } from 'node:timers/promises';
import { roundsOf, type Fault } from './fault.ts';
import { openHall } from './hall.ts';
import { settleTraffic } from './settle-traffic.ts';
import { spread } from './spread.ts';
import { allConnected, peopleArrive } from './traffic.ts';

const PER_SECOND = 50;
const DEVICES = 4;
const PEOPLE_A_ROUND = 150;

/** `kill -9` of the server at random moments and right after answers, over and over, while people keep coming. */
export const killServer: Fault = async (run) => {
  const long = run.store === 'embedded' ? 200 : 50;
  const rounds = roundsOf(run, { short: 2, long });
  const hall = await openHall(run, { people: rounds * PEOPLE_A_ROUND, devices: DEVICES });
  const restarts: number[] = [];
  await hall.start();
  const desks = await hall.openDesks();
  const traffic = peopleArrive(desks, hall.fair.people, PER_SECOND);
  for (let round = 1; round <= rounds; round += 1) {
    await allConnected(desks);
    await pause(100 + Math.random() * 1000);
    // Every other time right after an answer: what it promised must be in the store by then.
    if (round % 2 === 1) await traffic.nextAnswer();
    await hall.kill();
    restarts.push(await hall.start());
    run.progress(`${round} of ${rounds} kills`);
  }
  const { lost, doubled, wrong, figures, drainMs } = await settleTraffic(hall, desks, traffic);
  return {
    rounds,
    lost,
    doubled,
    wrong,
    figures: { ...figures, restart: spread(restarts), 'last drain': `${Math.round(drainMs)} ms` },
  };
};
