// A whole device of one's own: pairs by a link of the organizer's desk page, then sends each line of standard
// input as a scan and prints the answer. `node scripts/example-device.mjs http://…/desk/pair/…` – see server/live/protocol.md.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { io } from 'socket.io-client';

/** @param {string} link uses it up @returns the cookie that every request of this device carries, and the token of its posts */
export async function pairDevice(link) {
  const { origin } = new URL(link);
  const page = await fetch(link, { redirect: 'manual' });
  const cookies = cookiesOf(page);
  const csrf = /name="_csrf" value="([\w-]+)"/.exec(await page.text())?.[1];
  if (!csrf) throw new Error('This link does not pair anything any more.');
  const body = new URLSearchParams({ _csrf: csrf, volunteer: 'Example device' });
  const headers = { origin, cookie: cookies.join('; ') };
  const paired = await fetch(link, { method: 'POST', body, headers, redirect: 'manual' });
  if (paired.status !== 303) throw new Error('The link was used by somebody else.');
  return { origin, cookie: [...cookies, ...cookiesOf(paired)].join('; '), csrf };
}

/** @param {{ origin: string, cookie: string }} device @returns a socket that comes back by itself when its line was cut */
export const connectDevice = ({ origin, cookie }) =>
  io(origin, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
    timeout: 4000,
    auth: { protocol: 1, as: 'device' },
    extraHeaders: { cookie },
  });

/** The nonce is made once: however often the scan is sent, it counts once. @param {string} code */
export const newScan = (code) => ({
  code,
  nonce: randomUUID(),
  mode: 'keyboard',
  scannedAt: new Date().toISOString(),
});

/** The answer, or null when none that can be told has come within two seconds. */
export async function askOnce(socket, scan) {
  if (!socket.connected) return null;
  const asked = socket.timeout(2000).emitWithAck('checkin:submit', scan);
  const answer = await asked.catch(() => null);
  return answer && answer.outcome !== 'error' ? answer : null;
}

const cookiesOf = (answer) => answer.headers.getSetCookie().map((line) => line.split(';')[0]);

async function scanLines(link) {
  const socket = connectDevice(await pairDevice(link));
  socket.on('session:revoked', () => process.exit(1));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const [scan, wait] = [newScan(line.trim()), () => new Promise((r) => setTimeout(r, 500))];
    let answer;
    while (!(answer = await askOnce(socket, scan))) await wait();
    console.log([scan.code, answer.outcome, answer.name ?? '', answer.text ?? ''].join('\t'));
  }
  socket.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await scanLines(process.argv[2]);
