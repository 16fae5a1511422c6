import type { Response } from 'express';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { decoderAddress } from '../checkins/decoder-files.ts';
import type { FormState } from '../web/form.ts';
import { pageOf } from './employer-page.ts';
import { latestVisits } from './visit-list.ts';

/** Draws the scan page, blank or with why the last code opened no visit. */
export async function showScanPage(res: Response, form: FormState): Promise<void> {
  const rejected = Object.keys(form.errors).length > 0;
  res.status(rejected ? 422 : 200).render('visits/scan', {
    title: `${rejected ? 'Error: ' : ''}Scan a badge`,
    ...pageOf(res, 'Scan a badge'),
    form,
    decoder: decoderAddress(),
    latest: await latestVisits(enrollmentOf(res)._id, 5),
  });
}
