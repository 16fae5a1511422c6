import { Router } from 'express';
import type { Deps } from '../deps.ts';
import { blankForm } from '../web/form.ts';
import { writers } from './employer-page.ts';
import { whileOpen } from './open-access.ts';
import { showScanPage } from './scan-page.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId/scan. What it scans is posted to the visits. */
export function scanRoutes(deps: Deps): Router {
  const router = Router();
  router.get('/', writers, whileOpen(deps), (_req, res) => showScanPage(res, blankForm()));
  return router;
}
