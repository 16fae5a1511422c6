import express, { type Express } from 'express';
import type { Deps } from './deps.ts';
import { httpsAddress } from './tls/https-address.ts';
import { trustRoutes } from './tls/trust-routes.ts';
import { assetRoutes } from './web/assets.ts';
import { showErrors } from './web/error-pages.ts';
import { Unprocessable } from './web/errors.ts';
import { logRequests } from './web/request-log.ts';
import { securityHeaders } from './web/security-headers.ts';
import { installViews } from './web/views.ts';

/** The app of the plain listener beside HTTPS: hands the authority out, and sends everybody else to HTTPS. */
export function createTrustApp(deps: Deps, httpsPort: number): Express {
  const app = express();
  app.disable('x-powered-by');
  installViews(app, { watch: false });
  app.use(logRequests(deps.log));
  app.use('/assets', assetRoutes());
  app.use(securityHeaders('http:'));
  app.use('/trust', trustRoutes(deps));
  app.use((req, res) => {
    const address = httpsAddress(req.get('host') ?? '', httpsPort, req.originalUrl);
    if (!address) throw new Unprocessable('This request names no host.');
    res.set('Cache-Control', 'no-store').redirect(302, address);
  });
  app.use(showErrors(deps.log));
  return app;
}
