import { setTimeout as pause } from 'node:timers/promises';
import { roundsOf, type Fault } from './fault.ts';
import { openHall } from './hall.ts';
import { ownMongod } from './own-mongod.ts';
import { until } from './probe.ts';
import { settleTraffic } from './settle-traffic.ts';
import { spread } from './spread.ts';
import { allConnected, peopleArrive } from './traffic.ts';

const PER_SECOND = 50;
const DEVICES = 4;
const PEOPLE_A_ROUND = 300;

/** `kill -9` of mongod while scans are being written, over and over; the server stays. */
export const killMongod: Fault = async (run) => {
  const rounds = roundsOf(run, { short: 1, long: 30 });
  const mongod = await ownMongod();
  const wanted = { people: rounds * PEOPLE_A_ROUND, devices: DEVICES };
  const hall = await openHall({ ...run, mongodbUri: mongod.uri }, wanted);
  await hall.start();
  const desks = await hall.openDesks();
  const traffic = peopleArrive(desks, hall.fair.people, PER_SECOND);
  const back: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await allConnected(desks);
    await pause(300 + Math.random() * 1200);
    await mongod.kill();
    await pause(Math.random() * 500);
    await mongod.startAgain();
    back.push(await until(`${hall.url}/health/ready`, 200));
    run.progress(`${round} of ${rounds} kills`);
  }
  const { lost, doubled, wrong, figures, drainMs } = await settleTraffic(hall, desks, traffic);
  await mongod.stop();
  const died = hall.server().log().length && hall.server().errors();
  return {
    rounds,
    lost,
    doubled,
    wrong: [...wrong, ...(died ? [died] : [])],
    figures: {
      ...figures,
      'ready after mongod is': spread(back),
      'last drain': `${Math.round(drainMs)} ms`,
    },
  };
};
