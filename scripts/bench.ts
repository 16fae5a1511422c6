import { benchCheckin } from './bench/checkin.ts';
import { benchColor } from './bench/color.ts';
import { benchDemo } from './bench/demo.ts';
import { benchDrain } from './bench/drain.ts';
import { benchFrames } from './bench/frames.ts';
import { onBothStores } from './bench/on-both-stores.ts';
import { benchPages } from './bench/pages.ts';
import { benchPixel } from './bench/pixel.ts';
import { benchScans } from './bench/scans.ts';
import { benchSearch } from './bench/search.ts';
import { benchShift } from './bench/shift.ts';
import { benchSockets } from './bench/sockets.ts';
import { benchStart } from './bench/start.ts';
import { benchStore } from './bench/store.ts';
import { readWanted } from './bench/wanted.ts';

type Bench = () => Promise<void>;

/** What the door is measured by, on both stores. */
const door: Record<string, Bench> = {
  checkin: benchCheckin,
  scans: benchScans,
  frames: benchFrames,
  pixel: benchPixel,
  color: benchColor,
  drain: benchDrain,
  sockets: benchSockets,
  shift: benchShift,
  search: benchSearch,
};
const others: Record<string, Bench> = {
  pages: benchPages,
  start: benchStart,
  demo: benchDemo,
  store: () => benchStore((line) => console.log(line)),
};
const benches = { ...door, ...others };

process.exit(await main());

async function main(): Promise<number> {
  try {
    const { names, oneStore } = readWanted(
      process.argv.slice(2),
      Object.keys(benches),
      Object.keys(door),
    );
    const twice = oneStore ? [] : names.filter((name) => name in door);
    const failed = twice.length ? await onBothStores(twice) : [];
    // One after the other: two at once would measure each other.
    for (const name of names) if (!twice.includes(name)) await benches[name]!();
    if (failed.length) console.error(`Not measured: ${failed.join(', ')}.`);
    return failed.length ? 1 : 0;
  } catch (error) {
    console.error(error instanceof RangeError ? error.message : error);
    return error instanceof RangeError ? 2 : 1;
  }
}
