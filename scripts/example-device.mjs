// A device of one's own in forty lines: pairs by a link of the organizer's desk page, then sends each line of standard
// input as a scan and prints the answer. `node scripts/example-device.mjs http://…/desk/pair/…` – see server/live/protocol.md.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';

const link = process.argv[2] ?? '';
const cookies = new Map();
const page = await ask('GET');
const csrf = /name="_csrf" value="([\w-]+)"/.exec(await page.text())?.[1];
if (!csrf) throw new Error('This link does not pair anything any more.');
const form = new URLSearchParams({ _csrf: csrf, volunteer: 'Example device' });
if ((await ask('POST', form)).status !== 303)
  throw new Error('The link was used by somebody else.');

const socket = io(new URL(link).origin, {
  transports: ['websocket'],
  auth: { protocol: 1, as: 'device' },
  extraHeaders: { cookie: cookieLine() },
});
socket.on('session:revoked', () => process.exit(1));
for await (const code of createInterface({ input: process.stdin })) {
  const { outcome, name = '', text = '' } = await scan(code.trim());
  console.log([code, outcome, name, text].join('\t'));
}
socket.close();

/** The nonce is made once: however often the scan is sent, it counts once. */
async function scan(code) {
  const message = {
    code,
    nonce: randomUUID(),
    mode: 'keyboard',
    scannedAt: new Date().toISOString(),
  };
  for (;;) {
    const answer = await socket
      .timeout(2000)
      .emitWithAck('checkin:submit', message)
      .catch(() => null);
    if (answer && answer.outcome !== 'error') return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function ask(method, body) {
  const headers = { cookie: cookieLine(), origin: new URL(link).origin };
  const answer = await fetch(link, { method, body, headers, redirect: 'manual' });
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    cookies.set(pair.split('=')[0], pair);
  }
  return answer;
}

function cookieLine() {
  return [...cookies.values()].join('; ');
}
