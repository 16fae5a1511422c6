import { Router, type Response } from 'express';
import { anyone } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { secretPage } from '../web/security-headers.ts';
import { findSuppression, liftSuppression, suppressKey } from './suppression.ts';
import { readUnsubscribeToken } from './unsubscribe-token.ts';

/**
 * Mounted at /unsubscribe. The link works forever and needs no cookie. Opening it changes nothing, because mail
 * scanners open links; a press or a mail program's one-click POST (RFC 8058) does.
 */
export function unsubscribeRoutes(deps: Deps): Router {
  const router = Router();

  const keyOf = (token: unknown): string => {
    const key = readUnsubscribeToken(deps.secrets.unsubscribeKey, String(token));
    if (!key) throw new NotFound('This link is not complete. Open it from the mail again.');
    return key;
  };

  router.get('/:token', anyone, secretPage, async (req, res) =>
    showChoice(res, keyOf(req.params.token), String(req.params.token)),
  );

  router.post('/:token', anyone, secretPage, async (req, res) => {
    const key = keyOf(req.params.token);
    const body = (req.body ?? {}) as Record<string, unknown>;
    if (body.choice === 'resume') await liftSuppression(key);
    else await suppressKey(key, 'unsubscribed', deps.now());
    // No redirect: a mail program follows none.
    await showChoice(res, key, String(req.params.token));
  });

  return router;
}

async function showChoice(res: Response, key: string, token: string): Promise<void> {
  const stopped = (await findSuppression(key)) !== null;
  res.render('mail/unsubscribe', {
    layout: 'bare',
    title: stopped ? 'No more of these messages' : 'Stop these messages?',
    action: `/unsubscribe/${token}`,
    stopped,
  });
}
