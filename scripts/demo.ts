// `npm run demo` builds an invented fair and plays its day through the real pages; `--once` plays it through and checks it.
import { checkDemo, type Finding } from './demo/checks/check-demo.ts';
import { FolderRefused, prepareFolder, type DemoFolder } from './demo/demo-folder.ts';
import { BadOptions, readOptions, type DemoOptions } from './demo/demo-options.ts';
import { peakMemory } from './demo/peak-memory.ts';
import { showProgress } from './demo/progress.ts';
import { runDay } from './demo/run-day.ts';
import { startDemo, type Demo } from './demo/start-demo.ts';
import { stopOnSignals } from './demo/stop-on-signals.ts';

const memory = peakMemory();
const began = performance.now();

await main();

async function main(): Promise<void> {
  const mongodbUri = process.env.MONGODB_URI || undefined;
  const { options, folder } = readyOrExit(mongodbUri);
  try {
    await play(options, folder, mongodbUri);
  } catch (error) {
    folder.dropLinks();
    console.error(`The demo could not go on: ${wordsFor(error as Error)}`);
    process.exit(1);
  }
}

function readyOrExit(mongodbUri?: string): { options: DemoOptions; folder: DemoFolder } {
  try {
    const options = readOptions(process.argv.slice(2));
    return { options, folder: prepareFolder(options.data, mongodbUri !== undefined) };
  } catch (error) {
    if (!(error instanceof BadOptions || error instanceof FolderRefused)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

async function play(options: DemoOptions, folder: DemoFolder, mongodbUri?: string) {
  const { employers, graduates, once } = options;
  console.log(`Building a fair of ${employers} employers and ${graduates} graduates …`);
  const demo = await startDemo(options, folder, mongodbUri);
  try {
    await playDay(demo, folder, once);
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

async function playDay(demo: Demo, folder: DemoFolder, once: boolean): Promise<void> {
  const ending = stopOnSignals(demo);
  const day = await runDay(demo, once);
  ending.first = () => day.stop();
  greet(demo, folder);
  const progress = showProgress(demo);
  await day.over;
  progress.stop();
  if (ending.begun) return;
  if (once) return checkAndExit(demo);
  console.log(`The day is over. The pages stay open until you press Ctrl-C. ${peak(demo)}`);
}

function greet(demo: Demo, folder: DemoFolder): void {
  const { url, links, context } = demo;
  folder.keepLinks({ url, fair: context.world.fair.slug, links });
  console.log(`The demo is open at ${url} after ${seconds()}. Sign in as`);
  for (const [part, link] of Object.entries(links)) console.log(`  ${part.padEnd(10)} ${link}`);
  console.log(peak(demo));
}

async function checkAndExit(demo: Demo): Promise<void> {
  const findings = await checkDemo(demo.context, await demo.said());
  for (const finding of findings) report(finding);
  console.log(`Played and checked in ${seconds()}. ${peak(demo)}`);
  await demo.stop();
  process.exit(findings.every(({ broken }) => broken.length === 0) ? 0 : 1);
}

function report({ invariant, broken }: Finding): void {
  console.log(`${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${invariant}`);
  for (const line of broken.slice(0, 10)) console.log(`          ${line}`);
  if (broken.length > 10) console.log(`          and ${broken.length - 10} more`);
}

function wordsFor(error: NodeJS.ErrnoException): string {
  return error.code === 'EADDRINUSE'
    ? 'the port is taken. Name another one with --port, or any free one with --port 0.'
    : error.message;
}

function seconds(): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

function peak({ reading }: Demo): string {
  return `Peak memory ${memory.megabytes()} MB; of the process that reads résumés, ${reading.megabytes()} MB.`;
}
