// `npm run demo` builds an invented fair and plays its day through the real pages; `--once` plays it through and checks it.
import { checkDemo, type Finding } from './demo/checks/check-demo.ts';
import { FolderRefused, prepareFolder, type DemoFolder } from './demo/demo-folder.ts';
import { BadOptions, readOptions, type DemoOptions } from './demo/demo-options.ts';
import { peakMemory } from './demo/peak-memory.ts';
import { showProgress } from './demo/progress.ts';
import { runDay } from './demo/run-day.ts';
import { startDemo, type Demo } from './demo/start-demo.ts';

const STOP_WITHIN_MS = 10_000;
const memory = peakMemory();

await main();

async function main(): Promise<void> {
  const { options, folder } = readyOrExit();
  const began = performance.now();
  console.log(
    `Building a fair of ${options.employers} employers and ${options.graduates} graduates …`,
  );
  const demo = await startDemo(options, folder, process.env.MONGODB_URI || undefined);
  stopOnSignals(demo);
  greet(demo, folder, performance.now() - began);
  const day = await runDay(demo, options.once);
  const progress = showProgress(demo);
  await day.over;
  progress.stop();
  if (options.once) return checkAndExit(demo, began);
  console.log(`The day is over. The pages stay open until you press Ctrl-C. ${peak()}`);
}

function readyOrExit(): { options: DemoOptions; folder: DemoFolder } {
  try {
    const options = readOptions(process.argv.slice(2));
    return { options, folder: prepareFolder(options.data, Boolean(process.env.MONGODB_URI)) };
  } catch (error) {
    if (!(error instanceof BadOptions || error instanceof FolderRefused)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function greet({ url, links, context }: Demo, folder: DemoFolder, ms: number): void {
  folder.keepLinks({ url, fair: context.world.fair.slug, links });
  console.log(`The demo is open at ${url} after ${(ms / 1000).toFixed(1)} s. Sign in as`);
  for (const [part, link] of Object.entries(links)) console.log(`  ${part.padEnd(10)} ${link}`);
  console.log(peak());
}

function peak(): string {
  return `Peak memory ${memory.megabytes()} MB.`;
}

async function checkAndExit(demo: Demo, began: number): Promise<void> {
  const findings = await checkDemo(demo.context, await demo.said());
  for (const finding of findings) report(finding);
  console.log(
    `Played and checked in ${((performance.now() - began) / 1000).toFixed(1)} s. ${peak()}`,
  );
  await demo.stop();
  process.exit(findings.every(({ broken }) => broken.length === 0) ? 0 : 1);
}

function report({ invariant, broken }: Finding): void {
  console.log(`${broken.length === 0 ? 'holds ' : 'BROKEN'}  ${invariant}`);
  for (const line of broken.slice(0, 10)) console.log(`          ${line}`);
  if (broken.length > 10) console.log(`          and ${broken.length - 10} more`);
}

function stopOnSignals(demo: Demo): void {
  const stop = async () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await demo.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}
