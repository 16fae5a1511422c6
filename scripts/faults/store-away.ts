import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import { openHall, type Hall } from './hall.ts';
import { ownMongod } from './own-mongod.ts';
import { probe, until } from './probe.ts';
import { settleTraffic } from './settle-traffic.ts';
import { spread } from './spread.ts';
import { allConnected, peopleArrive } from './traffic.ts';

const PER_SECOND = 50;
const AWAY_MS = 30_000;
const SHORT_AWAY_MS = 8000;
/** The device waits two seconds for an answer, then it decides; the rest is this machine being busy. */
const DECIDED_WITHIN_MS = 4000;
const HEALTH_WITHIN_MS = 5000;
const PAGE_WITHIN_MS = 4_000;

/** The store is away for half a minute, and the server stays: devices decide, health says so, everything is handed in after. */
export const storeAway: Fault = async (run) => {
  const away = run.short ? SHORT_AWAY_MS : AWAY_MS;
  const mongod = await ownMongod();
  const hall = await openHall({ ...run, mongodbUri: mongod.uri }, { people: 3000, devices: 4 });
  await hall.start();
  const desks = await hall.openDesks();
  const traffic = peopleArrive(desks, hall.fair.people, PER_SECOND);
  await allConnected(desks);
  await pause(2000);
  await mongod.kill();
  const gone = performance.now();
  run.progress(`the store is away for ${away / 1000} s`);
  const seen = await watchWhileAway(hall, desks[0]!.cookie);
  await pause(Math.max(0, away - (performance.now() - gone)));
  await mongod.startAgain();
  const ready = await until(`${hall.url}/health/ready`, 200);
  const offline = desks.reduce((sum, desk) => sum + desk.waiting(), 0);
  const page = await probe(`${hall.url}/desk/${hall.fair.slug}`, at(desks[0]!.cookie));
  const settled = await settleTraffic(hall, desks, traffic);
  await mongod.stop();
  const { lost, doubled, wrong, figures, drainMs } = settled;
  const decided = settled.sent.map(({ decidedMs }) => decidedMs);
  const slow = decided.filter((ms) => ms > DECIDED_WITHIN_MS).length;
  return {
    rounds: 1,
    lost,
    doubled,
    wrong: [
      ...wrong,
      ...seen.wrong,
      ...(slow ? [`${slow} volunteers waited for more than ${DECIDED_WITHIN_MS} ms`] : []),
      ...(page.status === 200 ? [] : [`the desk’s page answers ${page.status} afterwards`]),
    ],
    figures: {
      ...figures,
      'to hand in when it was back': offline,
      'drained after': `${Math.round(ready + drainMs)} ms`,
      'badge to word': spread(decided),
      'health said so after': `${Math.round(seen.healthMs)} ms`,
      'a page answered': `${seen.page.status} in ${Math.round(seen.page.ms)} ms`,
    },
  };
};

const at = (cookie: string): RequestInit => ({ headers: { cookie, accept: 'text/html' } });

async function watchWhileAway({ url, fair }: Hall, cookie: string) {
  const began = performance.now();
  const [health, alive, page, form] = await Promise.all([
    probe(`${url}/health/ready`),
    probe(`${url}/health/live`),
    probe(`${url}/desk/${fair.slug}`, at(cookie)),
    probe(`${url}/fairs/${fair.slug}/registrations/new`, at('')),
  ]);
  const healthMs = health.status === 503 ? health.ms : await until(`${url}/health/ready`, 503);
  const wrong = [
    ...(alive.status === 200 ? [] : [`/health/live answers ${alive.status}`]),
    ...(health.ms <= HEALTH_WITHIN_MS ? [] : [`/health/ready took ${Math.round(health.ms)} ms`]),
    ...[page, form].flatMap(({ status, ms }) =>
      status === 503 && ms <= PAGE_WITHIN_MS
        ? []
        : [`a page answers ${status} in ${Math.round(ms)} ms while the store is away`],
    ),
  ];
  return { wrong, page, healthMs: Math.min(healthMs, performance.now() - began) };
}
