import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { deviceOf } from '../access/load-device.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { badgeSizes, paperOptions } from '../fairs/badge-sizes.ts';
import { badgeTextForm, changeBadgeText } from '../fairs/badge-text.ts';
import { reasonField, reasonOptions, sizeField } from '../fairs/print-form.ts';
import { recordPrint } from '../fairs/record-print.ts';
import { readCookie, setCookie } from '../web/cookies.ts';
import { Conflict, NotFound } from '../web/errors.ts';
import { blankForm, formWithError, readForm, type FormState } from '../web/form.ts';
import { noteNext } from '../web/notices.ts';
import { pathId } from '../web/path-id.ts';
import { findBadgeHolder, type BadgeHolder } from './badge-holder.ts';
import { supervisors } from './door-guards.ts';
import { doorBar } from './door-page.ts';
import { Scan } from './scan-model.ts';

const printForm = z.object({ size: sizeField, reason: reasonField });
/** The printer of a desk does not change from one badge to the next. */
const PAPER_COOKIE = 'fairbridge_paper';
const paperOf = (value: unknown) => z.enum(badgeSizes).catch('letter').parse(value);

/** Mounted at /desk/:slug: one badge at a time, for supervisors. Nothing here admits anybody or keeps anybody out. */
export function doorBadgeRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/checkins/:scanId/badge', supervisors, async (req, res) => {
    const scan = await Scan.findOne({ _id: pathId(req, 'scanId'), fairId: fairOf(res)._id })
      .select('registrationId')
      .lean();
    if (!scan?.registrationId) throw new NotFound('Nobody’s badge was scanned there.');
    res.redirect(303, `/desk/${fairOf(res).slug}/badges/${String(scan.registrationId)}`);
  });

  router.get('/badges/:holderId', supervisors, async (req, res) => {
    const holder = await holderAt(req, res, deps);
    const size = paperOf(readCookie(req, PAPER_COOKIE));
    showBadge(res, holder, { print: blankForm({ size }), text: blankForm() }, deps);
  });

  router.post('/badges/:holderId/prints', supervisors, async (req, res) => {
    const holder = await holderAt(req, res, deps);
    const read = readForm(printForm, req.body);
    if (!read.ok) return showBadge(res, holder, { print: read.form, text: blankForm() }, deps);
    const { desk } = deviceOf(res);
    const printing = { ...read.data, by: desk.name, deskId: desk._id };
    const printed = await recordPrint(pathId(req, 'holderId'), printing, deps);
    if (printed.outcome === 'no badge')
      throw new Conflict('This badge was voided, and is not printed.');
    if (printed.outcome === 'why') {
      const again = await holderAt(req, res, deps);
      const print = formWithError(read.data, 'reason', 'Choose why it is printed again');
      return showBadge(res, again, { print, text: blankForm() }, deps);
    }
    setCookie(res, PAPER_COOKIE, read.data.size, { maxAge: 7 * 86_400_000 });
    res.redirect(303, `${addressOf(res, holder)}/paper?size=${read.data.size}`);
  });

  router.get('/badges/:holderId/paper', supervisors, async (req, res) => {
    const { card, name, holderId } = await holderAt(req, res, deps);
    if (!card) throw new Conflict('This badge was voided, and is not printed.');
    res.set('Cache-Control', 'no-store').render('checkins/badge-paper', {
      title: `Badge of ${name}`,
      layout: 'print',
      back: `/desk/${fairOf(res).slug}`,
      sheets: [[card]],
      size: paperOf(req.query.size),
      again: `/desk/${fairOf(res).slug}/badges/${holderId}`,
    });
  });

  router.post('/badges/:holderId/text', supervisors, async (req, res) => {
    const holder = await holderAt(req, res, deps);
    const read = readForm(badgeTextForm, req.body);
    if (!read.ok) return showBadge(res, holder, { print: blankForm(), text: read.form }, deps);
    await changeText(req, res, holder, read.data);
  });

  router.post('/badges/:holderId/text-reset', supervisors, async (req, res) =>
    changeText(req, res, await holderAt(req, res, deps), null),
  );

  return router;
}

async function holderAt(req: Request, res: Response, deps: Deps): Promise<BadgeHolder> {
  const holder = await findBadgeHolder(fairOf(res), pathId(req, 'holderId'), deps);
  if (!holder) throw new NotFound('There is nobody of this fair to print a badge for.');
  return holder;
}

const addressOf = (res: Response, { holderId }: BadgeHolder) =>
  `/desk/${fairOf(res).slug}/badges/${holderId}`;

async function changeText(
  req: Request,
  res: Response,
  holder: BadgeHolder,
  text: Parameters<typeof changeBadgeText>[1],
): Promise<void> {
  if (!(await changeBadgeText(pathId(req, 'holderId'), text)))
    throw new Conflict('This badge was voided, and has no text.');
  noteNext(res, 'done', 'The badge is changed. The registration stays as it was.');
  res.redirect(303, addressOf(res, holder));
}

function showBadge(
  res: Response,
  holder: BadgeHolder,
  forms: { print: FormState; text: FormState },
  deps: Deps,
): void {
  const rejected = [forms.print, forms.text].some(({ errors }) => Object.keys(errors).length > 0);
  res
    .status(rejected ? 422 : 200)
    .set('Cache-Control', 'no-store')
    .render('checkins/badge', {
      title: `${rejected ? 'Error: ' : ''}Badge of ${holder.name}`,
      ...doorBar(deviceOf(res), deps),
      form: forms.print,
      textForm: forms.text,
      textRejected: Object.keys(forms.text.errors).length > 0,
      holder,
      at: addressOf(res, holder),
      papers: paperOptions,
      reasons: reasonOptions,
    });
}
