import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { doorBook } from '../../public/js/door-book.js';
import { doorQueue } from '../../public/js/door-queue.js';
import type { Outcome, ScanMessage, ScanResult } from '../../server/checkins/outcome.ts';
import { isAdmission } from '../../server/checkins/outcome.ts';
import type { Pairing } from './fill-store.ts';
import { askOnce, connectDevice, newScan, pairDevice } from '../example-device.mjs';

/** One scan as the device remembers it. */
export interface Sent extends ScanMessage {
  /** What the server has said, at once or when it was handed in. */
  answer?: ScanResult;
  /** What the volunteer was told meanwhile. */
  told?: Outcome;
  /** From the badge to the word on the screen. */
  decidedMs: number;
}

export interface DeskDevice {
  /** Of its desk. */
  name: string;
  sent: Sent[];
  socket: Socket;
  cookie: string;
  csrf: string;
  /** Resolves once the volunteer sees something. */
  scan(code: string): Promise<Sent>;
  /** Scans that the server has not answered. */
  waiting(): number;
  post(path: string, body: object): Promise<{ status: number; body: unknown }>;
  /** Fetches what is new of the fair's badges. */
  refresh(): Promise<void>;
  close(): void;
}

const POST_MS = 6000;
/** Of whatever is not the door's own: a busy machine is no fault. */
const PATIENCE_MS = 60_000;
const REFRESH_MS = 10_000;

// A browser has locks for its tabs. Here each device is a browser of its own with a single tab.
Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });

/**
 * The example device, made to go on without a line by the door's own rules: its queue, its list and its decisions are
 * the modules that the browser runs; only its disk is a map, which no kill of the server touches.
 */
export async function openDesk(
  url: string,
  slug: string,
  { name, link }: Pairing,
): Promise<DeskDevice> {
  const { cookie, csrf } = await pairDevice(`${url}/desk/pair/${link}`);
  const socket: Socket = connectDevice({ origin: url, cookie });
  const base = `/desk/${slug}`;
  const book = doorBook();
  const disk = new Map<string, { nonce: string; base: string; scan: ScanMessage }>();
  const sent = new Map<string, Sent>();
  const headers = { cookie, origin: url, 'x-csrf-token': csrf, accept: 'application/json' };

  async function post(path: string, body: object, withinMs = PATIENCE_MS) {
    const response = await fetch(url + base + path, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(withinMs),
      headers: { ...headers, 'content-type': 'application/json' },
    });
    const answered = { status: response.status, body: (await response.json()) as unknown };
    for (const answer of answersIn(answered.body)) note(answer);
    return answered;
  }

  function note({ nonce, ...answer }: ScanResult & { nonce: string }) {
    const scan = sent.get(nonce);
    if (scan && answer.outcome !== 'error') scan.answer = answer;
  }

  async function refresh() {
    const since = encodeURIComponent(book.version());
    const from = `${url}${base}/snapshot.json?since=${since}`;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const heard = await fetch(from, { headers, signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null);
    if (heard) book.lay(heard as Parameters<typeof book.lay>[0]);
  }

  const store = {
    keptScans: async () => [...disk.values()],
    keepScan: async (kept: { nonce: string; base: string; scan: ScanMessage }) =>
      void disk.set(kept.nonce, kept),
    dropScan: async (nonce: string) => void disk.delete(nonce),
  };
  const queue = doorQueue({
    store: store as never,
    base,
    onChange: () => {},
    post: (path: string, body: object) => post(path, body, POST_MS),
  });
  socket.on('connect', () => {
    void queue.handIn();
    void refresh();
  });
  setInterval(() => void refresh(), REFRESH_MS).unref();
  while (!book.isReady()) await refresh().then(() => pause(50));
  while (!socket.connected) await pause(10);

  async function scan(code: string): Promise<Sent> {
    const message: ScanMessage = { ...newScan(code), mode: 'camera' };
    const entry: Sent = { ...message, decidedMs: 0 };
    sent.set(message.nonce, entry);
    const began = performance.now();
    await queue.keep(message as Required<ScanMessage>);
    const answer = (await askOnce(socket, message)) as ScanResult | null;
    if (answer) {
      entry.answer = answer;
      await queue.settle(message.nonce);
      if (isAdmission(answer.outcome)) await book.admitCode(code, new Date(message.scannedAt));
    } else await decide(message, entry);
    entry.decidedMs = performance.now() - began;
    return entry;
  }

  async function decide(message: ScanMessage, entry: Sent) {
    const at = new Date(message.scannedAt);
    const { outcome, holder } = (await book.decide(message.code!, at))!;
    const told = outcome as Outcome;
    if (holder && isAdmission(told)) book.admit(holder, at);
    entry.told = told;
    await queue.decide({ ...message, told });
    void queue.handIn();
  }

  return {
    get sent() {
      return [...sent.values()];
    },
    name,
    socket,
    cookie,
    csrf,
    scan,
    post,
    refresh,
    waiting: () => disk.size,
    close: () => void socket.close(),
  };
}

const answersIn = (body: unknown): (ScanResult & { nonce: string })[] =>
  (body as { answers?: (ScanResult & { nonce: string })[] }).answers ?? [];
