import { Router } from 'express';
import { ownersOnly } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { Conflict, NotFound, Unprocessable } from '../web/errors.ts';
import { secretPage } from '../web/security-headers.ts';
import { handOutLink } from './hand-out-link.ts';
import { emailField } from './sign-in-form.ts';

/** Mounted at /sign-in-links: an owner hands a sign-in link to somebody, while no email goes out. */
export function handOutRoutes(deps: Deps): Router {
  const router = Router();

  router.post('/', ownersOnly, secretPage, async (req, res) => {
    if (deps.config.smtpUrl)
      throw new Conflict('Email goes out from here: people ask for their own links.');
    const email = emailField.safeParse(req.body?.email);
    if (!email.success) throw new Unprocessable('Name one email address.');
    const link = await handOutLink(email.data, deps);
    if (!link.ok) throw new NotFound(link.sentence);
    deps.log.info('a sign-in link was handed out by an owner');
    res.render('accounts/handed-out', { title: 'Sign-in link', email: email.data, url: link.url });
  });

  return router;
}
