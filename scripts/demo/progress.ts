import { wallClock } from '../../server/fairs/fair-time.ts';
import type { Demo } from './start-demo.ts';

const LINE_EVERY_MS = 5000;
const REWRITE_EVERY_MS = 500;

/** One line on how the day goes: rewritten in place on a terminal, a new one every few seconds elsewhere. */
export function showProgress(demo: Demo, out: NodeJS.WriteStream = process.stdout) {
  const inPlace = out.isTTY === true;
  const show = () => out.write(inPlace ? `\r\u001b[2K${lineOf(demo)}` : `${lineOf(demo)}\n`);
  const timer = setInterval(show, inPlace ? REWRITE_EVERY_MS : LINE_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      show();
      if (inPlace) out.write('\n');
    },
  };
}

export function lineOf({ context: { clock, mailServer, ledger }, controlRoom }: Demo): string {
  const frame = controlRoom.lastFrame();
  const troubles = ledger.troubles.length;
  return [
    `${wallClock(clock.now(), clock.timeZone).time} at the fair${clock.paused() ? ' (paused)' : ''}`,
    `${frame?.arrived ?? 0} of ${frame?.expected ?? '?'} graduates`,
    `${frame?.employersHere ?? 0} of ${frame?.employersExpected ?? '?'} employers`,
    `${frame?.visits ?? 0} visits`,
    `${mailServer.received.length} mails sent`,
    ...(troubles ? [`${troubles} steps did not go through`] : []),
  ].join(' · ');
}
