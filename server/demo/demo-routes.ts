import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyone } from '../access/guards.ts';
import { ownPath } from '../accounts/sign-in-form.ts';
import type { Deps } from '../deps.ts';
import { NotFound, Unprocessable } from '../web/errors.ts';

const pauseForm = z.object({ paused: z.enum(['yes', 'no']) });
export const demoSpeed = z.coerce.number().min(1).max(3600);
const speedForm = z.object({ speed: demoSpeed });

/** Mounted at /demo: the banner's two forms. On an installation that is no demo they do not exist. */
export function demoRoutes(deps: Deps): Router {
  const router = Router();

  router.post('/pause', anyone, (req, res) => {
    const read = pauseForm.safeParse(req.body);
    const demo = demoOf(deps);
    if (!read.success) throw new Unprocessable('Choose whether the day goes on or stands still.');
    demo.setPaused(read.data.paused === 'yes');
    backToPage(req, res);
  });

  router.post('/speed', anyone, (req, res) => {
    const read = speedForm.safeParse(req.body);
    const demo = demoOf(deps);
    if (!read.success) throw new Unprocessable('Choose a speed between 1 and 3,600.');
    demo.setSpeed(read.data.speed);
    backToPage(req, res);
  });

  return router;
}

function demoOf({ demo }: Deps) {
  if (!demo) throw new NotFound();
  return demo;
}

/** The page on which the banner stood; pages behind secret links do not tell theirs. */
function backToPage(req: Request, res: Response): void {
  const referer = req.get('referer') ?? '';
  const before = URL.canParse(referer) ? new URL(referer) : null;
  const ours = before !== null && before.host === req.get('host');
  res.redirect(303, ours ? ownPath.parse(before.pathname + before.search) : '/');
}
