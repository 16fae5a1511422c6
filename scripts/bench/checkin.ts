import express from 'express';
import mongoose from 'mongoose';
import { httpServer } from '../../server/web/http-server.ts';
import { benchServer, type BenchServer } from './bench-server.ts';
import { cpuOf, loader, type Loader } from './load.ts';
import { median, report } from './report.ts';

const ROUNDS = 5;
const REQUESTS = 600;
const AT_ONCE = 4;

/** A check-in over HTTP, full path, against an Express route that does one driver find and one insert. */
export async function benchCheckin(): Promise<void> {
  const people = (ROUNDS + 1) * REQUESTS;
  const server = await benchServer(people);
  const load = loader();
  const sibling = await bareRoute();
  try {
    const full: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const codes = server.badges.slice(round * REQUESTS, (round + 1) * REQUESTS);
      const ours = (await cpuOf(() => checkIn(load, server, codes))) / REQUESTS;
      const theirs = (await cpuOf(() => bareRequests(load, sibling.url, codes))) / REQUESTS;
      // The first round warms both up.
      if (round > 0) {
        full.push(ours);
        bare.push(theirs);
      }
    }
    const { kind: store } = server.running.store;
    report({
      bench: 'checkin',
      figure: 'CPU of a check-in over HTTP',
      value: median(full),
      unit: 'µs',
      sibling: 'Express route with one driver find and one insert',
      siblingValue: median(bare),
      allowed: 2.5 * median(bare),
      store,
      rounds: ROUNDS,
    });
  } finally {
    load.stop();
    await sibling.close();
    await server.stop();
  }
}

async function checkIn(load: Loader, { running, fair, device }: BenchServer, codes: string[]) {
  const done = await load.run({
    do: 'requests',
    url: `${running.url}/desk/${fair.slug}/checkins`,
    method: 'POST',
    headers: {
      cookie: device.cookie,
      'x-csrf-token': device.csrf,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    bodies: codes.map(
      (code, at) =>
        `code=${code}&nonce=bench-${code}-${at}&mode=keyboard&scannedAt=${encodeURIComponent(new Date().toISOString())}`,
    ),
    atOnce: AT_ONCE,
  });
  if (done.errors) throw new Error(`${done.errors} of ${codes.length} check-ins failed`);
}

async function bareRequests(load: Loader, url: string, codes: string[]) {
  const headers = { 'content-type': 'application/json' };
  const bodies = codes.map((code) => JSON.stringify({ code }));
  await load.run({ do: 'requests', url, method: 'POST', headers, bodies, atOnce: AT_ONCE });
}

/** Same server class, same prototype fix, same store; nothing but a find by a unique index and an insert. */
async function bareRoute() {
  const app = express();
  app.post('/', express.json(), async (req, res) => {
    const db = mongoose.connection.db!;
    const found = await db.collection('badges').findOne({ tokenHash: String(req.body.code) });
    await db.collection('bare').insertOne({ found: found !== null, at: new Date() });
    res.json({ ok: true });
  });
  const web = httpServer();
  const port = await web.listen(0, '127.0.0.1');
  web.serve(app);
  return { url: `http://127.0.0.1:${port}/`, close: () => web.close(1000) };
}
