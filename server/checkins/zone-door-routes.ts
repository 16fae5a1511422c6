import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { NotFound } from '../web/errors.ts';
import { pathId } from '../web/path-id.ts';
import { newToken } from '../web/tokens.ts';
import { atTheDoor } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { nonceField } from './nonce-field.ts';
import { passZone, type Passed } from './pass-zone.ts';
import { Zone, type ZoneFields } from './zone-model.ts';
import { directions, isRefusal, type Direction, type PassOutcome } from './zone-pass.ts';
import { zonesOf } from './zones.ts';

const passForm = z.object({
  code: z.string().trim().max(4096).default(''),
  nonce: nonceField,
  direction: z.enum(directions).catch('toggle'),
});

/** Mounted at /desk/:slug/zones: a device scans people into a workshop and out of it. */
export function zoneDoorRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', atTheDoor, async (_req, res) => {
    res.render('checkins/zone-list', {
      title: 'Zones',
      ...doorBar(deviceOf(res), deps),
      zones: await zonesOf(fairOf(res)._id, todayAt(fairOf(res), deps)),
    });
  });

  router.get('/:zoneId', atTheDoor, async (req, res) => {
    await showZone(res, await zoneOf(req, res), { direction: 'toggle' }, deps);
  });

  // Safe to repeat by its nonce, so it is answered at once, with the form for the next person.
  router.post('/:zoneId/passes', atTheDoor, async (req, res) => {
    const zone = await zoneOf(req, res);
    const read = passForm.safeParse(req.body);
    if (!read.success || read.data.code === '')
      return showZone(res.status(422), zone, { direction: 'toggle', missing: true }, deps);
    const passed = await passZone(read.data, zone, deviceOf(res), deps);
    res.status(statusOf(passed.outcome));
    await showZone(res, zone, { direction: read.data.direction, passed }, deps);
  });

  return router;
}

const statusOf = (outcome: PassOutcome): number =>
  outcome === 'too_many_unknown' ? 429 : isRefusal(outcome) ? 409 : 200;

async function zoneOf(req: Request, res: Response): Promise<ZoneFields> {
  const found = await Zone.findOne({
    _id: pathId(req, 'zoneId'),
    fairId: fairOf(res)._id,
  }).lean<ZoneFields>();
  if (!found) throw new NotFound('There is no such zone at this fair.');
  return found;
}

async function showZone(
  res: Response,
  zone: ZoneFields,
  { direction, passed, missing }: { direction: Direction; passed?: Passed; missing?: boolean },
  deps: Deps,
): Promise<void> {
  const row = (await zonesOf(zone.fairId, todayAt(fairOf(res), deps))).find(
    ({ zoneId }) => zoneId === String(zone._id),
  );
  res.set('Cache-Control', 'no-store').render('checkins/zone', {
    title: `${missing ? 'Error: ' : ''}${zone.name}`,
    ...doorBar(deviceOf(res), deps),
    zone: row,
    direction,
    nonce: newToken(),
    form: { values: {}, errors: missing ? { code: 'Scan a badge or type its code' } : {} },
    verdict: passed && { ...verdicts[passed.outcome], who: passed.name },
  });
}

const verdicts: Record<PassOutcome, { outcome: string; word: string; more: string }> = {
  entered: { outcome: 'ok', word: 'In', more: 'Whoever was in another zone has left it.' },
  left: { outcome: 'ok', word: 'Out', more: '' },
  inside_already: { outcome: 'already', word: 'In already', more: '' },
  not_inside: { outcome: 'already', word: 'Not inside', more: '' },
  full: { outcome: 'pending', word: 'Full', more: 'Let somebody out first.' },
  not_checked_in: {
    outcome: 'pending',
    word: 'Not checked in',
    more: 'Send them to a desk at the door first.',
  },
  unknown: { outcome: 'unknown', word: 'Unknown code', more: 'Scan again, or type the code.' },
  too_many_unknown: {
    outcome: 'error',
    word: 'Too many unknown codes',
    more: 'Wait a minute, then scan again.',
  },
};
