import { Router } from 'express';
import { anyone } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { appleProfile } from './apple-profile.ts';
import { deviceKind, handoutOf } from './handout.ts';

/** Mounted at /trust, on the plain listener as well: whoever needs the authority does not trust our HTTPS yet. */
export function trustRoutes(deps: Pick<Deps, 'trust'>): Router {
  const router = Router();
  const handout = () => {
    if (!deps.trust) throw new NotFound('This installation has no authority of its own.');
    return handoutOf(deps.trust.authority);
  };

  router.get('/', anyone, (req, res) => {
    const { name, fingerprint, until } = handout();
    res.set('Cache-Control', 'no-store').render('tls/trust', {
      layout: 'bare',
      title: 'Trust this fair’s server',
      name,
      fingerprint,
      until,
      device: deviceKind(req.get('user-agent')),
      secure: req.secure,
    });
  });

  // Shown, not attached: phones offer to install the one and only save the other.
  router.get('/fairbridge.crt', anyone, (_req, res) => {
    res.type('application/x-x509-ca-cert').send(handout().der);
  });

  router.get('/fairbridge.mobileconfig', anyone, (_req, res) => {
    res.type('application/x-apple-aspen-config').send(appleProfile(handout()));
  });

  return router;
}
