import { randomUUID } from 'node:crypto';
import type { Types } from 'mongoose';
import type { Snapshot } from '../../public/js/door-list.js';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { opensAt, wallClock } from '../fairs/fair-time.ts';
import { snapshotArrivals } from './snapshot-arrivals.ts';
import { snapshotBadges } from './snapshot-people.ts';

/** Another process may be slower to show a scan than its stamp says: that much is sent again. */
const OVERLAP_MS = 3000;
const READ_ANEW_MS = 20_000;

interface Book {
  day: string;
  /** Made anew with each book: a version of another one says nothing. */
  name: string;
  version: number;
  /** By id: the row as JSON, and the version that brought it. */
  rows: Map<string, { json: string; version: number }>;
  gone: Map<string, number>;
  readAt: number;
  reading: Promise<void>;
}

const books = new Map<string, Book>();

type Clocks = Pick<Deps, 'now' | 'fairNow' | 'demo'>;

/** What a device decides by when it has no line, as JSON text: everything, or what has changed since a version. */
export async function readDoorSnapshot(
  { device, desk, fair }: KnownDevice,
  since: string,
  deps: Clocks,
): Promise<string> {
  const now = deps.fairNow();
  const day = wallClock(now, fair.timeZone).date;
  const speed = deps.demo?.speed() ?? 1;
  const book = await bookOf(fair._id, day, deps.now().getTime());
  const [name, version, at] = since.split('.');
  const heardAt = new Date(Number(at) - OVERLAP_MS * speed);
  const whole = name !== book.name || Number.isNaN(heardAt.getTime());
  const arrivals = await snapshotArrivals(fair._id, day, whole ? null : heardAt);
  const fresh = [...book.rows.values()].filter((row) => whole || row.version > Number(version));
  const gone = [...book.gone].filter(([, since]) => !whole && since > Number(version));
  const head: Omit<Snapshot, 'badges'> = {
    version: `${book.name}.${book.version}.${now.getTime()}`,
    whole,
    now: now.toISOString(),
    speed,
    endsAt: device.expiresAt.toISOString(),
    doors: {
      fairId: String(fair._id),
      live: fair.state === 'live',
      timeZone: fair.timeZone,
      days: fair.days.map((each) => ({ date: each.date, opensAt: opensAt(fair, each).getTime() })),
    },
    desk: desk.name,
    gone: gone.map(([id]) => id),
    arrivals,
  };
  // The rows are JSON already: a fair of 16,000 is not written anew for each device.
  return `${JSON.stringify(head).slice(0, -1)},"badges":[${fresh.map(({ json }) => json).join(',')}]}`;
}

/** The badges of a fair, read at most every twenty seconds however many devices ask. */
async function bookOf(fairId: Types.ObjectId, day: string, now: number): Promise<Book> {
  const key = String(fairId);
  let book = books.get(key);
  if (!book || book.day !== day) {
    book = newBook(day);
    books.set(key, book);
  }
  if (now - book.readAt >= READ_ANEW_MS) {
    book.readAt = now;
    book.reading = readInto(book, fairId).catch((error) => {
      book.readAt = -Infinity;
      throw error;
    });
  }
  await book.reading;
  return book;
}

const newBook = (day: string): Book => ({
  day,
  name: randomUUID().slice(0, 8),
  version: 0,
  rows: new Map(),
  gone: new Map(),
  readAt: -Infinity,
  reading: Promise.resolve(),
});

async function readInto(book: Book, fairId: Types.ObjectId): Promise<void> {
  const badges = await snapshotBadges(fairId, book.day);
  const version = book.version + 1;
  const here = new Set<string>();
  let changed = false;
  for (const badge of badges) {
    const json = JSON.stringify(badge);
    here.add(badge.id);
    if (book.rows.get(badge.id)?.json === json) continue;
    book.rows.set(badge.id, { json, version });
    book.gone.delete(badge.id);
    changed = true;
  }
  for (const id of book.rows.keys())
    if (!here.has(id)) {
      book.rows.delete(id);
      book.gone.set(id, version);
      changed = true;
    }
  if (changed) book.version = version;
}
