import type { RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';

/** What the banner of the demo says on each page. */
export const showDemo =
  (deps: Deps): RequestHandler =>
  (_req, res, next) => {
    if (deps.demo)
      res.locals.demo = {
        clock: wallClock(deps.fairNow(), deps.demo.timeZone).time,
        fairNow: deps.fairNow(),
        speed: deps.demo.speed(),
        paused: deps.demo.paused(),
      };
    next();
  };
