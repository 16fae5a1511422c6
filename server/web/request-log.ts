import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../logger.ts';

/** Addresses whose path is itself a secret. */
const secretPath = /^\/(sign-in|invitation|badge|pair|unsubscribe|first-owner)\/|^\/desk\/pair\//i;

/** One line a request, with its id; no query, no personal data, and no path of a secret link. */
export function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const began = process.hrtime.bigint();
    const id = randomUUID();
    res.locals.requestId = id;
    res.setHeader('X-Request-Id', id);
    const path = secretPath.test(req.path)
      ? req.path.split('/').slice(0, 2).join('/') + '/…'
      : req.path;
    res.once('finish', () => {
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      const line = { id, method: req.method, path, status: res.statusCode, ms: Math.round(ms) };
      if (req.path.startsWith('/assets/')) log.debug(line);
      else log.info(line);
    });
    next();
  };
}
