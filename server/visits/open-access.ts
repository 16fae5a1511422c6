import type { RequestHandler } from 'express';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { accessIsOpen } from '../resumes/resume-access.ts';
import { Forbidden } from '../web/errors.ts';

/** Stands after the guard of every page on which an employer sees graduates. */
export function whileOpen(deps: Pick<Deps, 'fairNow'>): RequestHandler {
  return (_req, res, next) => {
    const enrollment = enrollmentOf(res);
    if (accessIsOpen(fairOf(res), enrollment, deps.fairNow())) return next();
    next(
      new Forbidden(
        enrollment.state === 'accepted'
          ? 'Your access to graduates ended 90 days after the fair.'
          : 'Graduates are open to employers that the organizer has accepted.',
      ),
    );
  };
}
