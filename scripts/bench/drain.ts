import mongoose from 'mongoose';
import { Scan } from '../../server/checkins/scan-model.ts';
import { benchServer, type BenchServer } from './bench-server.ts';
import { loader, type Loader } from './load.ts';
import { median, report } from './report.ts';

const ROUNDS = 3;
const DEVICES = 4;
const SCANS = 5000;
/** Badges that two devices have let in while neither knew of the other. */
const TWICE = 500;
const BATCH = 250;
const AT_ONCE = 64;
const HOUR = 3_600_000;

/** Four devices hand in what they scanned without a line, while their wall clocks were off by up to an hour. */
export async function benchDrain(): Promise<void> {
  const server = await benchServer(ROUNDS * (SCANS - TWICE));
  try {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const badges = server.badges.slice(round * (SCANS - TWICE), (round + 1) * (SCANS - TWICE));
      ours.push(await drain(server, badges));
      theirs.push(await insertAll());
    }
    const of = { fairId: server.fair._id };
    const common = { bench: 'drain', store: server.running.store.kind, rounds: ROUNDS };
    report({
      ...common,
      figure: `${SCANS} kept scans of ${DEVICES} devices handed in`,
      value: median(ours),
      unit: 's',
      sibling: 'as many single inserts, 64 at once',
      siblingValue: median(theirs),
    });
    report({
      ...common,
      figure: 'scans in the store after it',
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
  } finally {
    await server.stop();
  }
}

/** Seconds until the last device has its last answer. */
async function drain(server: BenchServer, badges: string[]): Promise<number> {
  const scanned = [...badges, ...badges.slice(0, TWICE)];
  const share = Math.ceil(scanned.length / DEVICES);
  const lanes: { load: Loader; device: BenchServer['device']; scans: object[] }[] = [];
  for (let at = 0; at < DEVICES; at += 1) {
    const scans = scanned.slice(at * share, (at + 1) * share).map(keptScan);
    lanes.push({ load: loader(), device: await server.pair(), scans });
  }
  const url = `${server.running.url}/desk/${server.fair.slug}/checkins/batch`;
  const began = performance.now();
  const done = await Promise.all(
    lanes.map(({ load, device, scans }) =>
      load.run({
        ...{ do: 'requests', url, method: 'POST', atOnce: 1, bodies: batchesOf(scans) },
        headers: {
          cookie: device.cookie,
          'x-csrf-token': device.csrf,
          'content-type': 'application/json',
          accept: 'application/json',
        },
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const { load } of lanes) load.stop();
  if (done.some(({ errors }) => errors > 0)) throw new Error('some scans were refused');
  return seconds;
}

const keptScan = (code: string, at: number) => ({
  ...{ code, mode: 'camera', told: 'ok_offline', nonce: `${code}-${at}-${Math.random()}` },
  scannedAt: new Date(Date.now() + (Math.random() * 2 - 1) * HOUR).toISOString(),
});

/** The last first, because the load process takes them from the end. */
function batchesOf(scans: object[]): string[] {
  const bodies: string[] = [];
  for (let from = 0; from < scans.length; from += BATCH)
    bodies.unshift(JSON.stringify({ scans: scans.slice(from, from + BATCH) }));
  return bodies;
}

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
