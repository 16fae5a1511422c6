import { Router, type Response } from 'express';
import { Types } from 'mongoose';
import { accountOf } from '../access/load-account.ts';
import { organizersOnly } from '../access/guards.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { paperOptions, papers, sheetsOf } from '../fairs/badge-sizes.ts';
import { reasonOptions } from '../fairs/print-form.ts';
import { recordPrints } from '../fairs/record-print.ts';
import { Unprocessable } from '../web/errors.ts';
import { blankForm, formWithError, type FormState } from '../web/form.ts';
import { organizerNav } from '../web/nav.ts';
import { noteNext } from '../web/notices.ts';
import { badgeChoice, printedForm, queryOf, type BadgeChoice } from './badge-sheets-form.ts';
import { badgeStack, countBadges, countPrinted, MOST_AT_ONCE } from './badge-sheets.ts';

/** Mounted at /fairs/:slug/badges: printing many before the doors open. */
export function badgeSheetRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', organizersOnly, async (req, res) => {
    res.render('graduates/badges', {
      title: 'Print badges',
      nav: organizerNav(fairOf(res), 'Graduates'),
      form: blankForm(badgeChoice.parse(req.query)),
      papers: paperOptions,
      whose: whoOptions,
      whichOptions,
      letters,
      ...(await countBadges(fairOf(res)._id)),
    });
  });

  router.get('/sheets', organizersOnly, (req, res) =>
    showSheets(res, badgeChoice.parse(req.query), blankForm(), deps),
  );

  router.post('/printed', organizersOnly, async (req, res) => {
    const read = printedForm.safeParse(req.body);
    if (!read.success) throw new Unprocessable('Print again, and record it from that page.');
    const { holders, reason, size, ...choice } = read.data;
    const fairId = fairOf(res)._id;
    const holderIds = holders.map((id) => new Types.ObjectId(id));
    const before = await countPrinted(holderIds, fairId);
    if (before > 0 && !reason)
      return showSheets(res, { ...choice, size }, formWithError({}, 'reason', WHY), deps);
    const { _id: accountId, name, email } = accountOf(res);
    const printing = { size, by: name || email, accountId, reason };
    const recorded = await recordPrints(holderIds, fairId, printing, deps);
    noteNext(res, 'done', `Recorded as printed: ${recorded}.`);
    res.redirect(303, `/fairs/${fairOf(res).slug}/badges?${queryOf(nextPart(choice, size))}`);
  });

  return router;
}

const WHY = 'Some of these were printed before: say why they are printed again';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((value) => ({ value, label: value }));
const whoOptions = [
  { value: 'graduates', label: 'Graduates' },
  { value: 'employers', label: 'Employers’ representatives' },
  { value: 'everyone', label: 'Both' },
];
const whichOptions = [
  { value: 'unprinted', label: 'Not printed yet' },
  { value: 'all', label: 'All, also those printed before' },
];

/** What is recorded leaves the unprinted ones, so that the rest moves up. */
const nextPart = (choice: Omit<BadgeChoice, 'size'>, size: BadgeChoice['size']): BadgeChoice => ({
  ...choice,
  size,
  part: choice.which === 'all' ? choice.part + 1 : 1,
});

async function showSheets(
  res: Response,
  choice: BadgeChoice,
  form: FormState,
  deps: Deps,
): Promise<void> {
  const fair = fairOf(res);
  const { cards, holderIds, ...stack } = await badgeStack(fair, choice, deps);
  const rejected = Object.keys(form.errors).length > 0;
  const from = (stack.part - 1) * MOST_AT_ONCE;
  const isPart = (part: number) => part >= 1 && part <= stack.parts;
  const partAt = (part: number) =>
    isPart(part) && `/fairs/${fair.slug}/badges/sheets?${queryOf({ ...choice, part })}`;
  res
    .status(rejected ? 422 : 200)
    .set('Cache-Control', 'no-store')
    .render('graduates/badge-sheets', {
      title: `${rejected ? 'Error: ' : ''}Badges`,
      layout: 'print',
      back: `/fairs/${fair.slug}/badges?${queryOf(choice)}`,
      form,
      choice: { ...choice, part: stack.part },
      paper: papers[choice.size].label,
      ...stack,
      first: from + 1,
      last: from + cards.length,
      here: cards.length,
      sheets: sheetsOf(cards, choice.size),
      holders: holderIds.join(','),
      reasons: reasonOptions,
      before: partAt(stack.part - 1),
      next: partAt(stack.part + 1),
    });
}
