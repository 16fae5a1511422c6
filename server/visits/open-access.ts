import type { RequestHandler } from 'express';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { atMostKept } from '../fairs/deletion-day.ts';
import { ACCESS_AFTER_FAIR_DAYS, accessIsOpen } from '../resumes/resume-access.ts';
import { Forbidden } from '../web/errors.ts';

/** Stands after the guard of every page on which an employer sees graduates. */
export function whileOpen(deps: Pick<Deps, 'fairNow'>): RequestHandler {
  return (_req, res, next) => {
    const enrollment = enrollmentOf(res);
    const fair = fairOf(res);
    if (accessIsOpen(fair, enrollment, deps.fairNow())) return next();
    const days = atMostKept(fair, ACCESS_AFTER_FAIR_DAYS);
    next(
      new Forbidden(
        enrollment.state === 'accepted'
          ? `Your access to graduates ended ${days} days after the fair.`
          : 'Graduates are open to employers that the organizer has accepted.',
      ),
    );
  };
}
