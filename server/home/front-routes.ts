import { Router } from 'express';
import { anyone } from '../access/guards.ts';
import { maybeAccountOf } from '../access/load-account.ts';
import type { Deps } from '../deps.ts';
import { signedIn } from '../access/guards.ts';
import { accountOf } from '../access/load-account.ts';
import { startPageOf } from './start-page.ts';
import { publicFairs } from './public-fairs.ts';

/** Mounted at /: the front page, and the start page of whoever is signed in. */
export function frontRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', anyone, async (_req, res) => {
    res.render('home/front', {
      title: 'Health IT job fairs',
      fairs: await publicFairs(deps.fairNow()),
      owner: maybeAccountOf(res)?.owner ?? false,
    });
  });

  router.get('/home', signedIn, async (_req, res) => {
    const account = accountOf(res);
    const page = await startPageOf(account);
    const only = page.parts.length === 1 && !account.owner ? page.parts[0] : undefined;
    if (only) return res.redirect(303, only.href);
    res.render('home/start', { title: 'Your start page', owner: account.owner, ...page });
  });

  return router;
}
