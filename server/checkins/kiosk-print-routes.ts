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
import { wantsJson } from '../web/wants-json.ts';
import { emptySoon, homeOf, queryOf, visitorPage, wordsOf } from './kiosk-page.ts';
import { setKioskPrinting, type PrintingSet } from './kiosk-printing.ts';
import { bringBack, confirmPrint, PRINT_S, takeOutOfService } from './kiosk-service.ts';
import { printAtKiosk } from './print-at-kiosk.ts';
import { whileInService } from './while-in-service.ts';
import { pinForm } from './pin-form.ts';

const kiosks = devicesOnly('kiosk');
const printForm = z.object({ scan: idText });
const printedForm = z.object({ came: z.enum(['yes', 'no']) });
const printingForm = pinForm.extend({
  size: z.enum(['', ...badgeSizes]).catch(''),
});

/** Below /desk/:slug/kiosk: the badge of whoever was just checked in, where staff have said so by the PIN. */
export function addKioskPrintRoutes(
  router: Router,
  deps: Deps,
  refuse: (res: Response, why: Exclude<PrintingSet, 'kept'>) => void,
): void {
  // The sheet is the answer to the POST itself: loaded again it would print no second badge.
  router.post('/prints', kiosks, whileInService(deps), async (req, res) => {
    const read = readForm(printForm, req.body);
    if (!read.ok) throw new Unprocessable('No badge to print was named.');
    const printed = await printAtKiosk(new Types.ObjectId(read.data.scan), deviceOf(res), deps);
    if (printed.outcome === 'staff') return showStaff(req, res);
    const { card, size } = printed;
    // Loaded after its time, the start page knows that nobody has seen the badge.
    emptySoon(res, PRINT_S + 1).render('checkins/kiosk-print', {
      ...visitorPage(req, res),
      layout: 'kiosk-paper',
      sheets: [[card]],
      size,
    });
  });

  // Said by the browser, which has handed the badge to its printer, or by who waits for it.
  router.post('/printed', kiosks, async (req, res) => {
    const read = readForm(printedForm, req.body);
    if (!read.ok) throw new Unprocessable('Say whether the badge came out.');
    if (read.data.came === 'yes') await confirmPrint(deviceOf(res));
    else await takeOutOfService(deviceOf(res), deps);
    if (wantsJson(req)) return void res.json({ ok: true });
    res.redirect(303, homeOf(res) + (read.data.came === 'yes' ? '' : queryOf(req)));
  });

  router.post('/service', kiosks, async (req, res) => {
    const read = readForm(pinForm, req.body);
    const back = await bringBack(read.ok ? read.data.pin : '', deviceOf(res), deps);
    if (back !== 'back') return refuse(res, back);
    res.redirect(303, homeOf(res));
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
