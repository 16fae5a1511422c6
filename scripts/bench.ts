import { benchCheckin } from './bench/checkin.ts';
import { benchDemo } from './bench/demo.ts';
import { benchDoor } from './bench/door.ts';
import { benchDrain } from './bench/drain.ts';
import { benchPages } from './bench/pages.ts';
import { benchStart } from './bench/start.ts';
import { benchStore } from './bench/store.ts';

const benches: Record<string, () => Promise<void>> = {
  checkin: benchCheckin,
  pages: benchPages,
  door: benchDoor,
  drain: benchDrain,
  start: benchStart,
  demo: benchDemo,
  store: () => benchStore((line) => console.log(line)),
};

const wanted = process.argv.slice(2).filter((each) => each !== '--');
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length) {
  console.error(
    `No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(2);
}
// One after the other: two at once would measure each other.
for (const [name, bench] of Object.entries(benches))
  if (wanted.length === 0 || wanted.includes(name)) await bench();
process.exit(0);
