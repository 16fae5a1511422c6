import { randomUUID } from 'node:crypto';
import { connectSocket } from './load-socket.ts';
import { nothingDone, type Done, type ScanWork } from './load-work.ts';

/** Scans of one device over its socket, each at its time, whether or not the one before has been answered. */
export async function sendScans(work: ScanWork): Promise<Done> {
  const socket = await connectSocket(work.url, work.cookie, { as: 'device' });
  const done = nothingDone();
  const start = performance.now();
  await Promise.all(
    work.codes.map(async (code, at) => {
      const due = start + (at * 1000) / work.perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const began = performance.now();
      done.ownDelayMs = Math.max(done.ownDelayMs, began - due);
      done.sentAt[at] = Date.now();
      const scannedAt = new Date().toISOString();
      const answer = await socket
        .timeout(10_000)
        .emitWithAck('checkin:submit', { code, nonce: randomUUID(), scannedAt, mode: 'camera' })
        .catch(() => ({ outcome: 'error' }));
      done.ms[at] = performance.now() - began;
      if (answer.outcome !== 'ok') done.errors += 1;
    }),
  );
  socket.close();
  return done;
}
