import express, { type Express, type RequestHandler, type Router } from 'express';
import { anyone, organizersOnly, type Guard } from './access/guards.ts';
import { loadAccount } from './access/load-account.ts';
import { loadDevice } from './access/load-device.ts';
import { loadEnrollment } from './access/load-enrollment.ts';
import { loadFair } from './access/load-fair.ts';
import { loadRegistration } from './access/load-registration.ts';
import { firstOwnerRoutes } from './accounts/first-owner-routes.ts';
import { sessionRoutes } from './accounts/session-routes.ts';
import { signInRoutes } from './accounts/sign-in-routes.ts';
import { teamRoutes } from './accounts/team-routes.ts';
import type { Deps } from './deps.ts';
import { fairSettingsRoutes, newFairRoutes } from './fairs/fair-routes.ts';
import { wallClock } from './fairs/fair-time.ts';
import { programRoutes } from './programs/program-routes.ts';
import { assetRoutes } from './web/assets.ts';
import { readBodies } from './web/body.ts';
import { giveCsrfToken, refuseForeignRequests, requireCsrfToken } from './web/csrf.ts';
import { noSuchPage, showErrors } from './web/error-pages.ts';
import { slowFloods } from './web/flood-control.ts';
import { healthRoutes } from './web/health.ts';
import { giveNotices } from './web/notices.ts';
import { logRequests } from './web/request-log.ts';
import { securityHeaders } from './web/security-headers.ts';
import { installViews } from './web/views.ts';

/** One line per router: where it lies, who may pass (each route of an open one states its own guard), what it needs loaded. */
export interface Mount {
  at: string;
  guard: Guard;
  router: Router;
}

/** The table of contents of the middleware, in the order in which a request meets it. */
export function createApp(deps: Deps, options: { watch?: boolean } = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.config.trustProxy);
  installViews(app, { watch: options.watch ?? false });

  app.use(logRequests(deps.log), securityHeaders(deps.config.publicUrl));
  app.use('/assets', assetRoutes());
  app.use('/health', healthRoutes(healthOf(deps)));
  app.use(refuseForeignRequests((req) => ownOrigins(deps, req.protocol, req.get('host'))));
  app.use(
    slowFloods((req) => req.path.startsWith('/desk/')),
    readBodies(),
  );
  app.use(giveCsrfToken(deps.secrets.session), requireCsrfToken, giveNotices, showDemo(deps));
  app.use(loadAccount(deps));
  for (const { at, handlers } of loaders(deps)) app.use(at, ...handlers);
  for (const { at, guard, router } of mounts(deps)) app.use(at, guard, router);
  app.use(noSuchPage, showErrors(deps.log));
  return app;
}

/** Every router of the product. */
export function mounts(deps: Deps): Mount[] {
  return [
    { at: '/', guard: anyone, router: signInRoutes(deps) },
    { at: '/first-owner', guard: anyone, router: firstOwnerRoutes(deps) },
    { at: '/account/sessions', guard: anyone, router: sessionRoutes(deps) },
    { at: '/fairs', guard: anyone, router: newFairRoutes(deps) },
    { at: '/fairs/:slug/settings', guard: organizersOnly, router: fairSettingsRoutes(deps) },
    { at: '/fairs/:slug/team', guard: organizersOnly, router: teamRoutes(deps) },
    { at: '/fairs/:slug/programs', guard: organizersOnly, router: programRoutes(deps) },
  ];
}

/** What the path says is loaded once, before any router below it. */
function loaders(deps: Deps): { at: string; handlers: RequestHandler[] }[] {
  const below = (handler: unknown) => handler as RequestHandler;
  return [
    { at: '/fairs/:slug', handlers: [unlessNew(below(loadFair))] },
    { at: '/fairs/:slug/enrollments/:enrollmentId', handlers: [below(loadEnrollment)] },
    { at: '/fairs/:slug/registration', handlers: [loadRegistration] },
    {
      at: '/desk/:slug',
      handlers: [unlessPairing(below(loadFair)), unlessPairing(loadDevice(deps))],
    },
  ];
}

const unless =
  (word: string) =>
  (handler: RequestHandler): RequestHandler =>
  (req, res, next) =>
    req.params.slug === word ? next() : handler(req, res, next);
const unlessNew = unless('new');
const unlessPairing = unless('pair');

const healthOf = ({ config, now }: Deps) => ({
  dataDir: config.dataDir,
  now,
  sendsMail: Boolean(config.smtpUrl),
});

/** Our own origins: the public address, and the host that this request was sent to. */
export function ownOrigins(deps: Deps, protocol: string, host = ''): string[] {
  return [new URL(deps.config.publicUrl).origin, `${protocol}://${host}`];
}

const showDemo =
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
