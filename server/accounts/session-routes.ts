import { Router } from 'express';
import { trusted } from 'mongoose';
import { signedIn } from '../access/guards.ts';
import { accountOf, sessionOf } from '../access/load-account.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { Session, type SessionFields } from '../web/session-model.ts';

/** Mounted at /account/sessions: where somebody is signed in, and how to end it. */
export function sessionRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', signedIn, async (_req, res) => {
    const sessions = await Session.find({ accountId: accountOf(res)._id })
      .sort({ lastSeenAt: -1 })
      .limit(100)
      .lean<SessionFields[]>();
    const rows = sessions.map((each) => ({
      id: String(each._id),
      browser: describeBrowser(each.userAgent),
      createdAt: each.createdAt,
      lastSeenAt: each.lastSeenAt,
      here: each._id.equals(sessionOf(res)._id),
    }));
    res.render('accounts/sessions', { title: 'Where you are signed in', sessions: rows });
  });

  router.post('/others/ended', signedIn, async (_req, res) => {
    const { accountId, _id } = sessionOf(res);
    await Session.deleteMany({ accountId, _id: trusted({ $ne: _id }) });
    deps.live.disconnectAccount(String(accountId));
    noteNext(res, 'done', 'Every other session has ended.');
    res.redirect(303, '/account/sessions');
  });

  router.post('/:sessionId/ended', signedIn, async (req, res) => {
    const { accountId } = sessionOf(res);
    const ended = await Session.deleteOne({ _id: pathId(req, 'sessionId'), accountId });
    if (ended.deletedCount === 0) throw new NotFound('That session has already ended.');
    deps.live.disconnectAccount(String(accountId));
    noteNext(res, 'done', 'That session has ended.');
    res.redirect(303, '/account/sessions');
  });

  return router;
}

/** A browser's name as people say it; what is not known is shown as it calls itself. */
function describeBrowser(userAgent: string): string {
  const browser = [/Edg\//, /Firefox\//, /Chrome\//, /Safari\//].findIndex((each) =>
    each.test(userAgent),
  );
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(userAgent)?.[0];
  const name = ['Edge', 'Firefox', 'Chrome', 'Safari'][browser];
  return name
    ? `${name}${system ? ` on ${system.replace('Mac OS', 'macOS')}` : ''}`
    : userAgent || 'Unknown browser';
}
