import type { Request, Response, Router } from 'express';
import { deviceOf, devicesOnly } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { readForm, type FormState } from '../web/form.ts';
import { wantsJson } from '../web/wants-json.ts';
import { answerAtKiosk } from './answer-at-kiosk.ts';
import { kioskDetails } from './kiosk-details.ts';
import { emptySoon, homeOf, queryOf, visitorPage, wordsOf } from './kiosk-page.ts';
import { keepVisit, readVisit } from './kiosk-visit.ts';
import { noteScans } from './note-seen.ts';
import type { ScanMessage, ScanResult } from './outcome.ts';
import { readAtKiosk, wouldAdmit } from './read-at-kiosk.ts';
import { recordCheckin } from './record-checkin.ts';
import { scanForm } from './scan.ts';
import { whileInService } from './while-in-service.ts';

const kiosks = devicesOnly('kiosk');

/** Below /desk/:slug/kiosk: a badge is read, its holder says that it is them, and is in. */
export function addKioskVisitorRoutes(
  router: Router,
  deps: Deps,
  refuse: (req: Request, res: Response, form: FormState) => void,
): void {
  const open = whileInService(deps);

  // Nobody is let in by this; whoever cannot be let in is answered at once.
  router.post('/readings', kiosks, open, async (req, res) => {
    const message = readMessage(req, res);
    if (!message) return;
    const reading = await readAtKiosk(message, deviceOf(res), deps);
    if (reading.kind === 'answered') return answer(req, res, reading.result);
    const { code = '', nonce } = message;
    if (!wantsJson(req)) return showNext(req, res, () => keepVisit(res, { code, nonce }));
    const details = await kioskDetails(deviceOf(res).fair, reading.registrationId, deps);
    res.set('Cache-Control', 'no-store').json(details);
  });

  router.post('/checkins', kiosks, open, async (req, res) => {
    const message = readMessage(req, res);
    if (message) await answer(req, res, await recordCheckin(message, deviceOf(res), deps));
  });

  // Without script. The address is the same for everybody: who goes back to it finds nobody.
  router.get('/visitor', kiosks, open, async (req, res) => {
    const visit = readVisit(req);
    if (visit && 'outcome' in visit) {
      const { outcome, scan } = visit;
      const result = { outcome, ...(scan ? { scanId: scan } : {}) };
      const shown = await answerAtKiosk(result, deviceOf(res), wordsOf(req));
      return emptySoon(res).render('checkins/kiosk-result', {
        ...visitorPage(req, res),
        answer: shown,
      });
    }
    const details = visit && (await detailsOf(visit, res));
    if (!details) return res.redirect(303, homeOf(res) + queryOf(req));
    emptySoon(res).render('checkins/kiosk-confirm', {
      ...visitorPage(req, res),
      details,
      code: visit.code,
      nonce: visit.nonce,
    });
  });

  function readMessage(req: Request, res: Response): ScanMessage | null {
    const read = readForm(scanForm, req.body);
    if (!read.ok || read.data.registrationId) {
      const code = wordsOf(req).nothing;
      if (wantsJson(req)) res.status(422).json({ error: code, status: 422 });
      else refuse(req, res, { values: {}, errors: { code } });
      return null;
    }
    noteScans(deviceOf(res), [read.data.code], deps);
    // Whoever stands here stands here now, and nobody has told them anything.
    const { code, nonce, mode } = read.data;
    return { code, nonce, mode, scannedAt: deps.fairNow().toISOString() };
  }

  async function answer(req: Request, res: Response, result: ScanResult): Promise<void> {
    const { outcome, scanId } = result;
    if (!wantsJson(req))
      return showNext(req, res, () =>
        keepVisit(res, { outcome, ...(scanId ? { scan: scanId } : {}) }),
      );
    const shown = await answerAtKiosk(result, deviceOf(res), wordsOf(req));
    res.set('Cache-Control', 'no-store').json(shown);
  }

  async function detailsOf({ code, nonce }: { code: string; nonce: string }, res: Response) {
    const scannedAt = deps.fairNow().toISOString();
    const message = { code, nonce, scannedAt, mode: 'form' as const };
    const registrationId = await wouldAdmit(message, deviceOf(res), deps);
    return registrationId && kioskDetails(deviceOf(res).fair, registrationId, deps);
  }
}

function showNext(req: Request, res: Response, keep: () => void): void {
  keep();
  res.redirect(303, `${homeOf(res)}/visitor${queryOf(req)}`);
}
