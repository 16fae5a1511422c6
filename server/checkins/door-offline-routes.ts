import type { Router } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { openConflicts, settleConflict } from './conflicts.ts';
import { atTheDoor, everPaired, supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { readDoorSnapshot } from './door-snapshot.ts';
import { handInScans, MOST_AT_ONCE } from './hand-in-scans.ts';
import { nonceField } from './nonce-field.ts';
import { noteScans, noteSeen } from './note-seen.ts';
import type { ScanMessage } from './outcome.ts';
import { scanMessage } from './scan.ts';

const batch = z.strictObject({ scans: z.array(z.unknown()).min(1).max(MOST_AT_ONCE) });
const since = z.string().max(60).catch('');
const unreadable = z.object({ nonce: nonceField });

/** Below /desk/:slug: what a device needs to go on without a line, and what it hands in afterwards. */
export function addOfflineRoutes(router: Router, deps: Deps): void {
  router.get('/snapshot.json', atTheDoor, async (req, res) => {
    const known = deviceOf(res);
    noteSeen(known, deps);
    const text = await readDoorSnapshot(known, since.parse(req.query.since), deps);
    res.set('Cache-Control', 'no-store').type('json').send(text);
  });

  router.post('/checkins/batch', everPaired, async (req, res) => {
    const read = batch.safeParse(req.body);
    if (!read.success)
      return void res.status(422).json({ error: 'These scans could not be read.', status: 422 });
    const known = deviceOf(res);
    const { scans, broken } = sortScans(read.data.scans);
    noteScans(
      known,
      scans.map(({ code }) => code),
      deps,
    );
    const answers = await handInScans(scans, known, deps, () => !res.destroyed);
    res.set('Cache-Control', 'no-store').json({ answers: [...answers, ...broken] });
  });

  router.get('/conflicts', supervisors, async (_req, res) => {
    res.set('Cache-Control', 'no-store').render('checkins/conflicts', {
      title: 'Conflicts',
      ...doorBar(deviceOf(res), deps),
      conflicts: await openConflicts(fairOf(res)._id),
    });
  });

  router.post('/conflicts/:scanId/settled', supervisors, async (req, res) => {
    const settled = await settleConflict(pathId(req, 'scanId'), deviceOf(res), deps);
    noteNext(res, settled ? 'done' : 'stop', settled ? 'Settled.' : 'That was settled before.');
    res.redirect(303, `/desk/${fairOf(res).slug}/conflicts`);
  });
}

/** One scan that cannot be read holds up none of the others, and is answered by its nonce so that the device lets go of it. */
function sortScans(given: unknown[]) {
  const scans: ScanMessage[] = [];
  const broken: { nonce: string; outcome: 'unknown'; text: string }[] = [];
  for (const each of given) {
    const read = scanMessage.safeParse(each);
    if (read.success) scans.push(read.data);
    else {
      const { nonce } = unreadable.catch({ nonce: '' }).parse(each);
      if (nonce) broken.push({ nonce, outcome: 'unknown', text: 'This scan could not be read.' });
    }
  }
  return { scans, broken };
}
