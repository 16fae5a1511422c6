import express, { type Express, type RequestHandler, type Router } from 'express';
import { anyone, organizersOnly, ownersOnly, signedIn, type Guard } from './access/guards.ts';
import { loadAccount } from './access/load-account.ts';
import { isFromDesk, loadDevice } from './access/load-device.ts';
import { loadEnrollment } from './access/load-enrollment.ts';
import { loadFair } from './access/load-fair.ts';
import { loadRegistration, registrantOnly } from './access/load-registration.ts';
import { handOutRoutes } from './accounts/hand-out-routes.ts';
import { firstOwnerRoutes } from './accounts/first-owner-routes.ts';
import { sessionRoutes } from './accounts/session-routes.ts';
import { signInRoutes } from './accounts/sign-in-routes.ts';
import { teamRoutes } from './accounts/team-routes.ts';
import type { Deps } from './deps.ts';
import { fairSettingsRoutes, newFairRoutes } from './fairs/fair-routes.ts';
import { programRoutes } from './programs/program-routes.ts';
import { applicationRoutes } from './employers/application-routes.ts';
import { decisionRoutes } from './employers/decision-routes.ts';
import { openingRoutes } from './employers/opening-routes.ts';
import { ownApplicationRoutes } from './employers/own-application-routes.ts';
import { employerTeamRoutes } from './employers/team-routes.ts';
import { floorRoutes } from './booths/floor-routes.ts';
import { badgePageRoutes } from './graduates/badge-page-routes.ts';
import { badgeSheetRoutes } from './graduates/badge-sheet-routes.ts';
import { consentRoutes } from './graduates/consent-routes.ts';
import { graduateListRoutes } from './graduates/graduate-list-routes.ts';
import { ownRegistrationRoutes } from './graduates/own-registration-routes.ts';
import { registrationRoutes } from './graduates/registration-routes.ts';
import { dashboardRoutes } from './dashboard/dashboard-routes.ts';
import { deskRoutes } from './checkins/desk-routes.ts';
import { doorBadgeRoutes } from './checkins/door-badge-routes.ts';
import { doorRoutes } from './checkins/door-routes.ts';
import { paperRoutes } from './checkins/paper-routes.ts';
import { doorWorkerRoutes } from './checkins/door-worker-routes.ts';
import { pairRoutes } from './checkins/pair-routes.ts';
import { kioskRoutes } from './checkins/kiosk-routes.ts';
import { zoneDoorRoutes } from './checkins/zone-door-routes.ts';
import { zoneRoutes } from './checkins/zone-routes.ts';
import { teamDeskRoutes } from './checkins/team-routes.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import { showDemo } from './demo/show-demo.ts';
import { followUpRoutes } from './followups/follow-up-routes.ts';
import { boothConsentRoutes } from './visits/booth-consent-routes.ts';
import { graduateRoutes } from './visits/graduate-routes.ts';
import { mapRoutes } from './visits/map-routes.ts';
import { scanRoutes } from './visits/scan-routes.ts';
import { visitRoutes } from './visits/visit-routes.ts';
import { whomIMetRoutes } from './visits/whom-i-met-routes.ts';
import { fairPageRoutes } from './home/fair-page-routes.ts';
import { frontRoutes } from './home/front-routes.ts';
import { employerHomeRoutes, graduateHomeRoutes } from './home/own-fair-routes.ts';
import { fairOutboxRoutes, ownerOutboxRoutes } from './mail/outbox-routes.ts';
import { unsubscribeRoutes } from './mail/unsubscribe-routes.ts';
import { ownResumeRoutes } from './resumes/own-resume-routes.ts';
import { trustRoutes } from './tls/trust-routes.ts';
import { assetRoutes } from './web/assets.ts';
import { readBodies } from './web/body.ts';
import { giveCsrfToken, refuseForeignRequests, requireCsrfToken } from './web/csrf.ts';
import { noSuchPage, showErrors } from './web/error-pages.ts';
import { slowFloods } from './web/flood-control.ts';
import { healthRoutes } from './web/health.ts';
import { giveNotices } from './web/notices.ts';
import { logRequests } from './web/request-log.ts';
import { packPages } from './web/pack-pages.ts';
import { securityHeaders } from './web/security-headers.ts';
import { answerWhileStoreIsAway } from './web/store-away.ts';
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
  // Each page carries a token in another disguise: no two are alike, so there is nothing to compare.
  app.disable('etag');
  app.set('trust proxy', deps.config.trustProxy);
  installViews(app, { watch: options.watch ?? false });
  app.locals.sendsMail = Boolean(deps.config.smtpUrl);

  app.use(logRequests(deps.log));
  // Files come by the dozen and are no pages: what pages are allowed to do is not said with each of them.
  app.use('/assets', assetRoutes());
  // A browser that insists on HTTPS for localhost or .local would shut out the plain listener, and whatever else runs there.
  app.use(securityHeaders(deps.trust ? 'http:' : deps.config.publicUrl), packPages);
  app.use('/health', healthRoutes(healthOf(deps)));
  app.use(answerWhileStoreIsAway());
  app.use(refuseForeignRequests((req) => ownOrigins(deps, req.protocol, req.get('host'))));
  app.use(slowFloods(isFromDesk(deps)), readBodies());
  app.use(giveCsrfToken(deps.secrets.session), requireCsrfToken, giveNotices, showDemo(deps));
  app.use(loadAccount(deps));
  for (const { at, handlers } of loaders(deps)) app.use(at, ...handlers);
  for (const { at, guard, router } of mounts(deps)) app.use(at, guard, router);
  app.use(noSuchPage, showErrors(deps.log));
  return app;
}

/** Every router of the product. */
export function mounts(deps: Deps): Mount[] {
  const fair = '/fairs/:slug';
  const registration = `${fair}/registration`;
  const enrollment = `${fair}/enrollments/:enrollmentId`;
  return [
    // Every mount before it costs a scan a little time: the line at the door comes first.
    { at: '/desk', guard: anyone, router: doorWorkerRoutes() },
    { at: '/desk', guard: anyone, router: pairRoutes(deps) },
    { at: '/desk/:slug', guard: anyone, router: doorRoutes(deps) },
    { at: '/desk/:slug/kiosk', guard: anyone, router: kioskRoutes(deps) },
    { at: '/desk/:slug/zones', guard: anyone, router: zoneDoorRoutes(deps) },
    { at: '/desk/:slug/employers/:enrollmentId', guard: anyone, router: teamDeskRoutes(deps) },
    { at: '/desk/:slug', guard: anyone, router: doorBadgeRoutes(deps) },
    { at: '/', guard: anyone, router: signInRoutes(deps) },
    { at: '/sign-in-links', guard: ownersOnly, router: handOutRoutes(deps) },
    { at: '/first-owner', guard: anyone, router: firstOwnerRoutes(deps) },
    { at: '/account/sessions', guard: signedIn, router: sessionRoutes(deps) },
    { at: '/', guard: anyone, router: frontRoutes(deps) },
    { at: '/trust', guard: anyone, router: trustRoutes(deps) },
    { at: '/demo', guard: anyone, router: demoRoutes(deps) },
    { at: '/badge', guard: anyone, router: badgePageRoutes(deps) },
    { at: '/unsubscribe', guard: anyone, router: unsubscribeRoutes(deps) },
    { at: '/outbox', guard: ownersOnly, router: ownerOutboxRoutes(deps) },
    { at: '/fairs', guard: anyone, router: newFairRoutes(deps) },
    { at: fair, guard: anyone, router: fairPageRoutes(deps) },
    { at: `${fair}/map`, guard: anyone, router: mapRoutes(deps) },
    { at: `${fair}/registrations`, guard: anyone, router: registrationRoutes(deps) },
    { at: `${fair}/enrollments`, guard: anyone, router: applicationRoutes(deps) },
    { at: `${fair}/settings`, guard: organizersOnly, router: fairSettingsRoutes(deps) },
    { at: `${fair}/team`, guard: organizersOnly, router: teamRoutes(deps) },
    { at: `${fair}/programs`, guard: organizersOnly, router: programRoutes(deps) },
    { at: `${fair}/applications`, guard: organizersOnly, router: decisionRoutes(deps) },
    { at: `${fair}/graduates`, guard: organizersOnly, router: graduateListRoutes(deps) },
    { at: `${fair}/badges`, guard: organizersOnly, router: badgeSheetRoutes(deps) },
    { at: `${fair}/floor`, guard: organizersOnly, router: floorRoutes(deps) },
    { at: `${fair}/desks`, guard: organizersOnly, router: deskRoutes(deps) },
    { at: `${fair}/paper`, guard: organizersOnly, router: paperRoutes(deps) },
    { at: `${fair}/follow-ups`, guard: organizersOnly, router: followUpRoutes(deps) },
    { at: `${fair}/outbox`, guard: organizersOnly, router: fairOutboxRoutes(deps) },
    { at: `${fair}/dashboard`, guard: organizersOnly, router: dashboardRoutes(deps) },
    { at: '/fairs/:slug/zones', guard: organizersOnly, router: zoneRoutes(deps) },
    { at: registration, guard: registrantOnly, router: graduateHomeRoutes() },
    { at: registration, guard: registrantOnly, router: ownRegistrationRoutes(deps) },
    { at: `${registration}/consent`, guard: registrantOnly, router: consentRoutes(deps) },
    { at: `${registration}/resume`, guard: registrantOnly, router: ownResumeRoutes(deps) },
    { at: `${registration}/visits`, guard: registrantOnly, router: whomIMetRoutes() },
    { at: enrollment, guard: anyone, router: employerHomeRoutes() },
    { at: `${enrollment}/graduates`, guard: anyone, router: graduateRoutes(deps) },
    { at: `${enrollment}/visits`, guard: anyone, router: visitRoutes(deps) },
    { at: `${enrollment}/visits`, guard: anyone, router: boothConsentRoutes(deps) },
    { at: `${enrollment}/scan`, guard: anyone, router: scanRoutes(deps) },
    { at: `${enrollment}/openings`, guard: anyone, router: openingRoutes(deps) },
    { at: `${enrollment}/team`, guard: anyone, router: employerTeamRoutes(deps) },
    { at: `${enrollment}/application`, guard: anyone, router: ownApplicationRoutes(deps) },
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

/** Below /desk lie not only fairs, but also what belongs to no fair yet or to all of them. */
const ofNoFair = new Set(
  'pair worker.js decoder.js needs-network.html shell.json zxing'.split(' '),
);
const unlessPairing =
  (handler: RequestHandler): RequestHandler =>
  (req, res, next) =>
    ofNoFair.has(String(req.params.slug)) ? next() : handler(req, res, next);
/** Only the page itself: below it there is no fair, and whatever reads one must not run. */
const unlessNew =
  (handler: RequestHandler): RequestHandler =>
  (req, res, next) =>
    req.params.slug === 'new' && req.path === '/' ? next() : handler(req, res, next);

const healthOf = ({ config, now }: Deps) => ({
  dataDir: config.dataDir,
  now,
  sendsMail: Boolean(config.smtpUrl),
});

/** Our own origins: the public address, and the host that this request was sent to. */
export function ownOrigins(deps: Deps, protocol: string, host = ''): string[] {
  return [new URL(deps.config.publicUrl).origin, `${protocol}://${host}`];
}
