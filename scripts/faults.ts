import { faults } from './faults/all-faults.ts';
import type { Row } from './faults/fault.ts';
import { mongodScript } from './faults/own-mongod.ts';
import { runFault } from './faults/run-fault.ts';
import { complaintsOf, isClean, tableOf } from './faults/table.ts';

const words = process.argv.slice(2).filter((each) => each !== '--');
const short = words.includes('--short');
const rounds = words.map((each) => /^--rounds=(\d+)$/.exec(each)?.[1]).find(Boolean);
const wanted = words.filter((each) => !each.startsWith('--'));
const unknown = [
  ...wanted.filter((name) => !(name in faults)),
  ...words.filter((each) => each.startsWith('--') && !/^--(short|rounds=[1-9]\d*)$/.test(each)),
];
if (unknown.length) {
  const list = Object.entries(faults).map(([name, { words: what }]) => `  ${name}: ${what}`);
  console.error(
    `There is no ${unknown.join(', ')}. Give --short, --rounds=N, or any of:\n${list.join('\n')}`,
  );
  process.exit(2);
}

const names = Object.keys(faults).filter((name) => !wanted.length || wanted.includes(name));
const mongodb = await findMongodb();
const rows: Row[] = [];
for (const name of names)
  for (const store of ['embedded', 'mongodb'] as const) {
    if (store === 'embedded' && faults[name]!.on === 'mongodb') continue;
    rows.push(await cause(name, store));
  }
await mongodb.stop();
console.log(`\n${tableOf(rows)}`);
const complaints = rows.flatMap(complaintsOf);
if (complaints.length) console.log(`\n${complaints.join('\n')}`);
process.exit(rows.every(isClean) ? 0 : 1);

async function cause(name: string, store: 'embedded' | 'mongodb'): Promise<Row> {
  if (store === 'mongodb' && !mongodb.uri) return skipped(name, store, mongodb.why);
  const say = (text: string) =>
    console.error(`${new Date().toISOString().slice(11, 19)} ${name} on ${store}: ${text}`);
  say('begins');
  const mongodbUri = store === 'mongodb' ? mongodb.uri : undefined;
  const row = await runFault(name, {
    store,
    mongodbUri,
    short,
    progress: now(say),
    ...(rounds ? { rounds: Number(rounds) } : {}),
  });
  say(isClean(row) ? `held, ${row.seconds} s` : 'DID NOT HOLD');
  return row;
}

const skipped = (fault: string, store: string, why: string): Row => ({
  fault,
  store,
  rounds: 0,
  lost: [],
  doubled: [],
  wrong: [],
  seconds: 0,
  figures: {},
  skipped: why,
});

/** How far it is, every ten seconds at most. */
function now(say: (text: string) => void) {
  let last = 0;
  return (text: string) => {
    if (performance.now() - last < 10_000) return;
    last = performance.now();
    say(text);
  };
}

/** The MongoDB of MONGODB_URI, or one that is started for the purpose. */
async function findMongodb() {
  const { startMongod } = await mongodScript();
  return startMongod().then(
    (started) => ({ ...started, why: '' }),
    (error: Error) => ({ uri: undefined, stop: async () => {}, why: error.message }),
  );
}
