import express from 'express';
import mongoose from 'mongoose';
import { httpServer } from '../../server/web/http-server.ts';
import { benchServer, type BenchServer } from './bench-server.ts';
import { cpuOf, loader, type Loader } from './load.ts';
import { median, percentile, report } from './report.ts';
import { enrollForSearch, registerForSearch } from './search-people.ts';
import { queriesFor } from './search-queries.ts';

const PEOPLE = 100_000;
const EMPLOYERS = 450;
const ROUNDS = 3;
const QUERIES = 100;
const NAIVE = 5;
const AT_ONCE = 2;
const MOST_MS = 25;

/** Milliseconds of each answer, and of CPU for each in a round. */
interface Times {
  ours: number[];
  trivial: number[];
  cpu: number[];
  trivialCpu: number[];
}
const noTimes = (): Times => ({ ours: [], trivial: [], cpu: [], trivialCpu: [] });

/** The desk's search over HTTP, as a supervisor's browser asks it, at a fair with 100,000 registrations. */
export async function benchSearch(): Promise<void> {
  const server = await benchServer(0);
  const load = loader();
  const naive = await naiveSearch(server);
  try {
    const people = await registerForSearch(server, PEOPLE);
    await enrollForSearch(server, EMPLOYERS);
    const times = new Map<string, Times>();
    const scans: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const { kind, finds, queries } of queriesFor(people, QUERIES, round)) {
        // The first round warms up, and looks whether the answers are right.
        if (round === 0) await checkAnswers(server, kind, finds, queries);
        const [ours, cpu] = await timed(() => searchAll(load, server, queries));
        const [trivial, trivialCpu] = await timed(() => trivialAll(load, server, queries.length));
        if (round === 0) continue;
        const all = times.get(kind) ?? noTimes();
        times.set(kind, all);
        all.ours.push(...ours);
        all.trivial.push(...trivial);
        all.cpu.push(cpu);
        all.trivialCpu.push(trivialCpu);
        scans.push(...(await naiveAll(load, naive.url, queries.slice(0, NAIVE))));
      }
    }
    reportAll(times, scans, server.running.store.kind);
  } finally {
    load.stop();
    await naive.close();
    await server.stop();
  }
}

/** The answers' times, and the CPU of this process for each answer: that means something on a busy machine, too. */
async function timed(work: () => Promise<number[]>): Promise<[number[], number]> {
  let ms: number[] = [];
  const cpu = await cpuOf(async () => {
    ms = await work();
  });
  return [ms, cpu / 1000 / ms.length];
}

function reportAll(times: Map<string, Times>, scans: number[], store: string): void {
  const common = { bench: 'search', unit: 'ms', store, rounds: ROUNDS };
  const sibling = 'a route that only answers';
  const all = noTimes();
  for (const [kind, { ours, trivial, cpu, trivialCpu }] of times) {
    all.ours.push(...ours);
    all.trivial.push(...trivial);
    report({
      ...common,
      sibling,
      figure: `${kind}: CPU`,
      value: median(cpu),
      siblingValue: median(trivialCpu),
    });
    for (const [name, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const)
      report({
        ...common,
        sibling,
        figure: `${kind}: ${name}`,
        value: percentile(ours, share),
        siblingValue: percentile(trivial, share),
      });
  }
  report({
    ...common,
    sibling,
    figure: 'all kinds: p99',
    allowed: MOST_MS,
    value: percentile(all.ours, 0.99),
    siblingValue: percentile(all.trivial, 0.99),
  });
  report({
    ...common,
    sibling: 'a pattern over every name',
    figure: 'all kinds: p50',
    value: percentile(all.ours, 0.5),
    siblingValue: percentile(scans, 0.5),
  });
}

const headersOf = ({ device }: BenchServer) => ({
  cookie: device.cookie,
  'x-csrf-token': device.csrf,
  'content-type': 'application/json',
  accept: 'application/json',
});

async function searchAll(load: Loader, server: BenchServer, queries: string[]) {
  const done = await load.run({
    do: 'requests',
    url: `${server.running.url}/desk/${server.fair.slug}/search`,
    method: 'POST',
    headers: headersOf(server),
    bodies: queries.map((q) => JSON.stringify({ q })),
    atOnce: AT_ONCE,
  });
  if (done.errors) throw new Error(`${done.errors} of ${queries.length} searches failed`);
  return done.ms;
}

async function trivialAll(load: Loader, { running }: BenchServer, count: number) {
  const url = `${running.url}/health/live`;
  const bodies = Array.from({ length: count }, () => '');
  const work = {
    do: 'requests',
    url,
    method: 'GET',
    headers: {},
    bodies,
    atOnce: AT_ONCE,
  } as const;
  return (await load.run(work)).ms;
}

async function naiveAll(load: Loader, url: string, queries: string[]) {
  const headers = { 'content-type': 'application/json' };
  const bodies = queries.map((q) => JSON.stringify({ q }));
  return (await load.run({ do: 'requests', url, method: 'POST', headers, bodies, atOnce: 1 })).ms;
}

async function checkAnswers(server: BenchServer, kind: string, finds: boolean, queries: string[]) {
  for (const q of queries.slice(0, 10)) {
    const response = await fetch(`${server.running.url}/desk/${server.fair.slug}/search`, {
      method: 'POST',
      headers: headersOf(server),
      body: JSON.stringify({ q }),
    });
    const { html } = (await response.json()) as { html: string };
    if (html.includes('found__row') !== finds)
      throw new Error(`${kind}: “${q}” found ${finds ? 'nobody' : 'somebody'}`);
  }
}

/** What a search without words to look up comes to: every registration is compared with a pattern. */
async function naiveSearch({ fair }: BenchServer) {
  const app = express();
  app.post('/', express.json(), async (req, res) => {
    const text = String(req.body.q).replace(/[^\p{L}\p{N} @.-]/gu, '.');
    const pattern = { $regex: text, $options: 'i' };
    const fields = ['name', 'preferredName', 'email', 'school', 'phone'];
    const found = await mongoose.connection
      .db!.collection('registrations')
      .find({ fairId: fair._id, $or: fields.map((field) => ({ [field]: pattern })) })
      .limit(20)
      .toArray();
    res.json(found);
  });
  const web = httpServer();
  const port = await web.listen(0, '127.0.0.1');
  web.serve(app);
  return { url: `http://127.0.0.1:${port}/`, close: () => web.close(1000) };
}
