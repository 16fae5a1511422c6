import type { Response } from 'express';
import { enrollmentOf, representativeOf, representativesOnly } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import { employerNav } from '../web/nav.ts';

/** Everybody of the employer may read; viewers change nothing. */
export const readers = representativesOnly('owner', 'representative', 'viewer');
export const writers = representativesOnly('owner', 'representative');

/** Address of the employer's pages at this fair. */
export const baseOf = (res: Response): string =>
  `/fairs/${fairOf(res).slug}/enrollments/${String(enrollmentOf(res)._id)}`;

/** What every page of the employer needs. */
export const pageOf = (res: Response, current: 'Graduates' | 'Visits' | 'Scan a badge') => ({
  nav: employerNav(fairOf(res), String(enrollmentOf(res)._id), current),
  base: baseOf(res),
  mayWrite: representativeOf(res).role !== 'viewer',
});
