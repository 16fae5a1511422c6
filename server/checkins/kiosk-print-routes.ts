import type { Request, Response, Router } from 'express';
import { Types } from 'mongoose';
import { z } from 'zod';
import { deviceOf, devicesOnly } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { badgeSizes } from '../fairs/badge-sizes.ts';
import { Unprocessable } from '../web/errors.ts';
import { readForm } from '../web/form.ts';
import { idText } from '../web/id-text.ts';
import { noteNext } from '../web/notices.ts';
import { emptySoon, homeOf, visitorPage, wordsOf } from './kiosk-page.ts';
import { setKioskPrinting, type PrintingSet } from './kiosk-printing.ts';
import { printAtKiosk } from './print-at-kiosk.ts';

const kiosks = devicesOnly('kiosk');
const printForm = z.object({ scan: idText });
const printingForm = z.object({
  pin: z.string().trim().max(20).default(''),
  size: z.enum(['', ...badgeSizes]).catch(''),
});

/** Below /desk/:slug/kiosk: the badge of whoever was just checked in, where staff have said so by the PIN. */
export function addKioskPrintRoutes(
  router: Router,
  deps: Deps,
  refuse: (res: Response, why: Exclude<PrintingSet, 'kept'>) => void,
): void {
  // The sheet is the answer to the POST itself: loaded again it would print no second badge.
  router.post('/prints', kiosks, async (req, res) => {
    const read = readForm(printForm, req.body);
    if (!read.ok) throw new Unprocessable('No badge to print was named.');
    const printed = await printAtKiosk(new Types.ObjectId(read.data.scan), deviceOf(res), deps);
    if (printed.outcome === 'staff') return showStaff(req, res);
    const { card, size } = printed;
    emptySoon(res).render('checkins/kiosk-print', {
      ...visitorPage(req, res),
      layout: 'kiosk-paper',
      sheets: [[card]],
      size,
    });
  });

  router.post('/printing', kiosks, async (req, res) => {
    const read = readForm(printingForm, req.body);
    const { pin, size } = read.ok ? read.data : { pin: '', size: '' as const };
    const set = await setKioskPrinting(pin, size, deviceOf(res), deps);
    if (set !== 'kept') return refuse(res, set);
    noteNext(res, 'done', size ? 'This kiosk prints badges.' : 'This kiosk prints no badges.');
    res.redirect(303, `${homeOf(res)}/leave`);
  });
}

function showStaff(req: Request, res: Response): void {
  const { seeStaff, printedBefore } = wordsOf(req);
  const answer = { outcome: 'pending', word: seeStaff, who: '', more: printedBefore };
  emptySoon(res.status(409)).render('checkins/kiosk-result', { ...visitorPage(req, res), answer });
}
