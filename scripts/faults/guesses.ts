import { randomBytes } from 'node:crypto';
import { io } from 'socket.io-client';
import { askOnce, newScan } from '../example-device.mjs';
import type { DeskDevice } from './desk-device.ts';
import { roundsOf, type Fault } from './fault.ts';
import { openHall, type Hall } from './hall.ts';
import { probe } from './probe.ts';
import { spread } from './spread.ts';

const GUESSES = 10_000;
const SHORT_GUESSES = 2000;
const AT_ONCE = 20;
/** Unknown codes that a device may bring in a minute, twice over: a run may touch two minutes, and a long one more. */
const MOST_STORED = 60;

/** One device tries codes out, and sends what no scanner would; the other goes on as if nothing were. */
export const guessCodes: Fault = async (run) => {
  const guesses = roundsOf(run, { short: SHORT_GUESSES, long: GUESSES });
  const hall = await openHall(run, { people: 400, devices: 2 });
  await hall.start();
  const [bad, good] = (await hall.openDesks()) as [DeskDevice, DeskDevice];
  const wrong = await sendNonsense(hall, bad);
  const began = performance.now();
  let answered = 0;
  const guess = async () => {
    while (answered < guesses) {
      answered += 1;
      const scan = { ...newScan(randomBytes(16).toString('base64url')), mode: 'camera' };
      await bad.socket.timeout(60_000).emitWithAck('checkin:submit', scan);
      if (answered % 1000 === 0) run.progress(`${answered} of ${guesses} guesses`);
    }
  };
  const lanes = Array.from({ length: AT_ONCE }, guess);
  const took: number[] = [];
  for (const { token } of hall.fair.people.slice(0, 200)) {
    const { answer, decidedMs } = await good.scan(token);
    took.push(decidedMs);
    if (answer?.outcome !== 'ok') wrong.push(`the other device was told ${answer?.outcome}`);
  }
  await Promise.all(lanes);
  const minutes = Math.ceil((performance.now() - began) / 60_000) + 1;
  const reported = await probe(`${hall.url}/fairs/${hall.fair.slug}/desks`, {
    headers: { cookie: hall.fair.owner.cookie, accept: 'text/html' },
  });
  if (!reported.text.includes('Many unknown codes'))
    wrong.push('the organizer’s list of devices does not say who tries codes out');
  const known = await askOnce(bad.socket, newScan(hall.fair.people.at(-1)!.token));
  for (const desk of [bad, good]) desk.close();
  const stored = await hall.read();
  await hall.remove();
  const unknown = stored.filter(({ outcome }) => outcome === 'unknown').length;
  if (unknown > minutes * MOST_STORED + nonsense.length)
    wrong.push(`${unknown} of ${guesses} guesses were looked up`);
  return {
    rounds: guesses,
    lost: [],
    doubled: [],
    wrong,
    figures: {
      'looked up': unknown,
      'slowed down': guesses - unknown,
      'the other desk': spread(took),
      'a true badge at that device then': known?.outcome ?? 'has to wait',
    },
  };
};

const nonsense: unknown[] = [
  'https://example.org/?q=<script>alert(1)</script>',
  'x'.repeat(4096),
  '🎓🪪🏥',
  "' OR 1=1 --",
  '\u0000\u202e\ufeff',
];
const broken: unknown[] = [
  ...[{ $ne: null }, { $gt: '' }, ['a'], 7, null, true, 'y'.repeat(10_240)],
];

/** Every one is answered, and none ends the connection or the server. */
async function sendNonsense(hall: Hall, desk: DeskDevice): Promise<string[]> {
  const wrong: string[] = [];
  const submit = (message: unknown): Promise<{ outcome?: string }> =>
    desk.socket.timeout(60_000).emitWithAck('checkin:submit', message);
  for (const code of [...nonsense, ...broken]) {
    const expected = nonsense.includes(code) ? 'unknown' : 'error';
    const answer = await submit({ ...newScan('x'), mode: 'camera', code }).catch(() => null);
    if (answer?.outcome !== expected)
      wrong.push(`${JSON.stringify(code).slice(0, 40)} was answered ${answer?.outcome}`);
  }
  for (const message of [null, 7, [], { nonce: { $ne: 1 } }, 'scan'])
    if ((await submit(message).catch(() => null))?.outcome !== 'error')
      wrong.push(`the message ${JSON.stringify(message)} was not refused`);
  const stranger = io(hall.url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { protocol: 1 },
  });
  const refused = await new Promise<{ outcome?: string }>((resolve) => {
    stranger.once('connect', () => stranger.emit('checkin:submit', newScan('x'), resolve));
  });
  stranger.close();
  if (refused.outcome !== 'error') wrong.push('a stranger’s scan was taken');
  return wrong;
}
