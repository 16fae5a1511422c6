import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { Scan } from '../../server/checkins/scan-model.ts';
import { benchServer, type BenchServer } from './bench-server.ts';
import { badgesOf, PER_SECOND, scanBadges } from './door-load.ts';
import { batchesOf, DEVICES, keptScans, SCANS, TWICE } from './kept-scans.ts';
import { loader, type Loader } from './load.ts';
import type { Done } from './load-work.ts';
import { median, percentile, report } from './report.ts';

const ROUNDS = 5;
const AT_ONCE = 64;
const DOOR_SCANS = PER_SECOND * 6;
/** The door is under way before the drain begins. */
const LEAD_MS = 1000;

interface Round {
  seconds: number;
  /** The door's answers while scans were handed in, and in as long a time without. */
  during: number[];
  without: number[];
}

/**
 * Four devices hand in what they scanned without a line, while their wall clocks were off by up to an hour, and the door
 * goes on at its pace.
 */
export async function benchDrain(): Promise<void> {
  const server = await benchServer(ROUNDS * (SCANS - TWICE + 2 * DOOR_SCANS));
  const next = badgesOf(server);
  const door = loader();
  try {
    const rounds: Round[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const without = await scanBadges(door, server, next(DOOR_SCANS));
      const drained = await drainBeside(server, door, next);
      rounds.push({ ...drained, without: without.ms.slice(-drained.during.length) });
      bare.push(await insertAll());
    }
    await reportRounds(server, rounds, bare);
  } finally {
    door.stop();
    await server.stop();
  }
}

async function reportRounds(server: BenchServer, rounds: Round[], bare: number[]): Promise<void> {
  const of = { fairId: server.fair._id, told: 'ok_offline' as const };
  const common = { bench: 'drain', store: server.running.store.kind, rounds: ROUNDS };
  report({
    ...common,
    figure: `${SCANS} kept scans of ${DEVICES} devices handed in beside ${PER_SECOND} scans/s at the door`,
    value: median(rounds.map(({ seconds }) => seconds)),
    unit: 's',
    sibling: 'as many single inserts, 64 at once',
    siblingValue: median(bare),
    allowed: 5,
  });
  report({
    ...common,
    figure: 'kept scans in the store after it',
    value: await Scan.countDocuments(of),
    unit: 'scans',
    sibling: 'handed in',
    siblingValue: ROUNDS * SCANS,
  });
  report({
    ...common,
    figure: 'people let in twice who are listed as conflicts',
    value: await Scan.countDocuments({ ...of, 'conflict.open': true }),
    unit: 'conflicts',
    sibling: 'let in twice',
    siblingValue: ROUNDS * TWICE,
  });
  const [during, without] = [
    rounds.flatMap((round) => round.during),
    rounds.flatMap((round) => round.without),
  ];
  report({
    ...common,
    figure: `scan p99 at ${PER_SECOND}/s while they are handed in, of ${during.length} scans`,
    value: percentile(during, 0.99),
    unit: 'ms',
    sibling: 'without',
    siblingValue: percentile(without, 0.99),
    allowed: 25,
  });
}

async function drainBeside(
  server: BenchServer,
  door: Loader,
  next: (count: number) => string[],
): Promise<Pick<Round, 'seconds' | 'during'>> {
  const lanes = keptScans(next(SCANS - TWICE)).map((scans) => ({ load: loader(), scans }));
  const devices: BenchServer['device'][] = [];
  while (devices.length < lanes.length) devices.push(await server.pair());
  const scanning = scanBadges(door, server, next(DOOR_SCANS));
  await pause(LEAD_MS);
  const began = Date.now();
  const done = await Promise.all(
    lanes.map(({ load, scans }, at) => handIn(load, server, devices[at]!, scans)),
  );
  const ended = Date.now();
  for (const { load } of lanes) load.stop();
  if (done.some(({ errors }) => errors > 0)) throw new Error('some scans were refused');
  const { ms, sentAt } = await scanning;
  const during = ms.filter((_, at) => sentAt[at]! >= began && sentAt[at]! <= ended);
  return { seconds: (ended - began) / 1000, during };
}

/** As a device does: a batch goes when the one before has been answered. */
const handIn = (
  load: Loader,
  { running, fair }: BenchServer,
  device: BenchServer['device'],
  scans: object[],
): Promise<Done> =>
  load.run({
    do: 'requests',
    url: `${running.url}/desk/${fair.slug}/checkins/batch`,
    method: 'POST',
    atOnce: 1,
    bodies: batchesOf(scans),
    headers: {
      cookie: device.cookie,
      'x-csrf-token': device.csrf,
      'content-type': 'application/json',
      accept: 'application/json',
    },
  });

async function insertAll(): Promise<number> {
  const bare = mongoose.connection.db!.collection('bare');
  const began = performance.now();
  let left = SCANS;
  const lane = async () => {
    while (left-- > 0) await bare.insertOne({ at: new Date(), code: Math.random() });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (performance.now() - began) / 1000;
}
