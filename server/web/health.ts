import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Router } from 'express';
import mongoose from 'mongoose';
import { mailHealth } from '../mail/mail-health.ts';
import { Session } from './session-model.ts';

const MIN_FREE_BYTES = 200 * 1024 * 1024;
const MAX_MAIL_AGE_SECONDS = 900;
/** Who watches wants to hear that the store is away, not to wait for it. */
const STORE_WITHIN_MS = 2000;

/** For machines that watch: /health/live says that the process answers, /health/ready that it can do its work. */
export function healthRoutes(health: {
  dataDir: string;
  now: () => Date;
  sendsMail: boolean;
}): Router {
  const router = Router();
  router.get('/live', (_req, res) => void res.json({ status: 'ok' }));
  router.get('/ready', async (_req, res) => {
    const [store, mail, disk] = await Promise.all([
      inTime(storeAnswers()),
      inTime(mailAge(health.now(), health.sendsMail)),
      diskFree(health.dataDir),
    ]);
    const ready = store.ok && mail.ok && disk.ok;
    res.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'failing', store, mail, disk });
  });
  return router;
}

const inTime = <T>(answer: Promise<T>): Promise<T | { ok: false }> =>
  Promise.race([answer, pause(STORE_WITHIN_MS, { ok: false as const }, { ref: false })]);

async function storeAnswers() {
  const began = performance.now();
  try {
    if (mongoose.connection.readyState !== mongoose.ConnectionStates.connected)
      return { ok: false };
    await Session.findOne({}).select('_id').maxTimeMS(STORE_WITHIN_MS).lean();
    return { ok: true, ms: Math.round(performance.now() - began) };
  } catch {
    return { ok: false };
  }
}

async function mailAge(now: Date, sendsMail: boolean) {
  try {
    const { queued, oldestSeconds, failed } = await mailHealth(now);
    return {
      ok: !sendsMail || oldestSeconds <= MAX_MAIL_AGE_SECONDS,
      queued,
      oldestSeconds,
      failed,
    };
  } catch {
    return { ok: false };
  }
}

async function diskFree(folder: string) {
  try {
    const { bavail, bsize } = await statfs(folder);
    return { ok: bavail * bsize >= MIN_FREE_BYTES, freeBytes: bavail * bsize };
  } catch {
    // With MongoDB there may be no data folder on this machine at all.
    return { ok: true };
  }
}
