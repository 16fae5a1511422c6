import type { RequestHandler, Response } from 'express';
import { isValidObjectId, Types } from 'mongoose';
import { Enrollment, type EnrollmentFields } from '../employers/enrollment-model.ts';
import {
  Representative,
  type RepresentativeFields,
  type RepresentativeRole,
} from '../employers/representative-model.ts';
import { NotFound } from '../web/errors.ts';
import { guard, type Guard } from './guards.ts';
import { maybeAccountOf } from './load-account.ts';
import { fairOf } from './load-fair.ts';

/** Mounted at /fairs/:slug/enrollments/:enrollmentId, behind loadFair. */
export const loadEnrollment: RequestHandler<{ enrollmentId: string }> = async (req, res, next) => {
  const { enrollmentId } = req.params;
  if (!isValidObjectId(enrollmentId)) return next();
  const account = maybeAccountOf(res);
  const [enrollment, representative] = await Promise.all([
    Enrollment.findOne({
      _id: new Types.ObjectId(enrollmentId),
      fairId: fairOf(res)._id,
    }).lean<EnrollmentFields>(),
    account &&
      Representative.findOne({
        enrollmentId: new Types.ObjectId(enrollmentId),
        accountId: account._id,
        removedAt: null,
      }).lean<RepresentativeFields>(),
  ]);
  res.locals.enrollmentFields = enrollment;
  res.locals.representative = representative ?? null;
  next();
};

export const enrollmentOf = (res: Response): EnrollmentFields =>
  res.locals.enrollmentFields as EnrollmentFields;
export const representativeOf = (res: Response): RepresentativeFields =>
  res.locals.representative as RepresentativeFields;

/** Representatives of this enrollment in one of these parts; organizers have pages of their own. */
export function representativesOnly(...roles: RepresentativeRole[]): Guard {
  return guard(`representatives: ${roles.join(', ')}`, (_req, res) => {
    if (!maybeAccountOf(res)) return false;
    const representative = res.locals.representative as RepresentativeFields | null | undefined;
    const allowed = enrollmentOf(res) && representative && roles.includes(representative.role);
    return allowed ? true : new NotFound();
  });
}
