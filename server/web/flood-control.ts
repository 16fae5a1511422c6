import { setTimeout as pause } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';

interface FloodOptions {
  points?: number;
  seconds?: number;
  /** How a request is held up, in milliseconds. */
  wait?: (ms: number) => Promise<unknown>;
}

/**
 * A campus is one address: many people behind it are slowed a little, never refused. Only what one address sends
 * beyond `points` changes in `seconds` waits, longer the more it sends, at most three seconds.
 */
export function slowFloods(
  exempt: (req: Request) => boolean | Promise<boolean>,
  { points = 400, seconds = 10, wait = pause }: FloodOptions = {},
): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD' || (await exempt(req))) return next();
    try {
      await limiter.consume(req.ip ?? 'unknown');
    } catch (refusal) {
      const over = (refusal as { consumedPoints?: number }).consumedPoints ?? points;
      await wait(Math.min(3000, (over - points) * 10));
    }
    next();
  };
}
