import type { EventEmitter } from 'node:events';
import type { RequestHandler } from 'express';
import mongoose from 'mongoose';
import { StoreAway } from './errors.ts';

interface Connection extends Pick<EventEmitter, 'once' | 'off'> {
  readyState: number;
}

/** A line that breaks for a moment is waited for; whoever asks longer wants to hear it. */
const WAIT_MS = 2000;

/** While the store is known to be away, a request hears so soon, and not when the driver has given up looking for it. */
export function answerWhileStoreIsAway(
  connection: Connection = mongoose.connection,
  waitMs = WAIT_MS,
): RequestHandler {
  const isThere = () => connection.readyState === mongoose.ConnectionStates.connected;
  // Thousands may ask at once; they wait together.
  let waiting: Promise<boolean> | null = null;
  const isBack = () =>
    (waiting ??= comesBack(connection, waitMs).finally(() => {
      waiting = null;
    }));
  return async (_req, _res, next) => {
    if (isThere() || (await isBack())) return next();
    throw new StoreAway();
  };
}

function comesBack(connection: Connection, waitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(false), waitMs);
    const back = () => settle(true);
    function settle(isBack: boolean) {
      clearTimeout(timer);
      connection.off('connected', back);
      resolve(isBack);
    }
    connection.once('connected', back);
  });
}
