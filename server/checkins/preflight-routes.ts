import type { Router } from 'express';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { qrOf } from '../fairs/badge-qr.ts';
import { trustPage } from '../tls/reach.ts';
import { atTheDoor, everPaired } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { heartbeat, noteHandedIn, noteHeartbeat } from './note-heartbeat.ts';
import { preflightChecks, TEST_CODE } from './preflight-checks.ts';

/** Below /desk/:slug: what a device is tried for before the doors open, and what it says of itself. */
export function addPreflightRoutes(router: Router, deps: Deps): void {
  router.get('/preflight', atTheDoor, (_req, res) => {
    const known = deviceOf(res);
    res.set('Cache-Control', 'no-store').render('checkins/preflight', {
      title: 'Pre-flight',
      ...doorBar(known, deps),
      deviceId: String(known.device._id),
      fairId: String(known.fair._id),
      checks: preflightChecks,
      trustPage: trustPage(deps),
      ...testCode(),
    });
  });

  router.get('/preflight/print', atTheDoor, (_req, res) => {
    res.render('checkins/preflight-print', {
      layout: 'print',
      title: 'Test page',
      back: `/desk/${fairOf(res).slug}/preflight`,
      desk: deviceOf(res).desk.name,
      ...testCode(),
    });
  });

  // An ended device may still hand in what it holds, and then less waits on it.
  router.post('/heartbeat', everPaired, async (req, res) => {
    const read = heartbeat.safeParse(req.body);
    if (!read.success)
      return void res.status(422).json({ error: 'This could not be read.', status: 422 });
    const { device } = deviceOf(res);
    const stands = res.locals.deviceStands === true;
    await (stands ? noteHeartbeat : noteHandedIn)({ device }, read.data, deps);
    const { pending = device.pending } = read.data;
    if (stands ? pending !== device.pending : pending < device.pending)
      deps.live.fairChanged(String(device.fairId), ['arrivals']);
    res.set('Cache-Control', 'no-store').json({ now: deps.now().toISOString() });
  });
}

const testCode = () => ({ code: TEST_CODE, ...qrOf(TEST_CODE) });
