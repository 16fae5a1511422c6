import type { Router } from 'express';
import { organizersOnly } from '../access/guards.ts';
import { fairOf, forgetFair } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { Unprocessable } from '../web/errors.ts';
import { noteNext } from '../web/notices.ts';
import { deskSettingsForm, toDeskSettings } from './desk-settings-form.ts';
import { Fair } from './fair-model.ts';

/** Below /fairs/:slug/settings: what the desks ask and print. */
export function addDeskSettingsRoutes(router: Router, deps: Pick<Deps, 'follow'>): void {
  router.post('/desk', organizersOnly, async (req, res) => {
    const read = deskSettingsForm.safeParse(req.body);
    // Lists alone: nobody who uses the page can choose anything else.
    if (!read.success) throw new Unprocessable('Choose from the lists of the settings page.');
    const { _id, slug } = fairOf(res);
    await Fair.updateOne({ _id }, toDeskSettings(read.data));
    forgetFair(slug);
    deps.follow.fairChanged(_id);
    noteNext(res, 'done', 'Saved. The desks go by it from the next badge on.');
    res.redirect(303, `/fairs/${slug}/settings`);
  });
}
