import type { RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { wallClock } from '../fairs/fair-time.ts';

const usual = [1, 10, 60, 240];

/** The speeds to choose from, with the one that the demo was started with. */
const speedsBeside = (speed: number): number[] =>
  [...new Set([...usual, speed])].sort((a, b) => a - b);

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
        ended: deps.demo.ended(),
        speeds: speedsBeside(deps.demo.speed()),
      };
    next();
  };
