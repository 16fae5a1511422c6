import type { RequestHandler, Response } from 'express';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { NotFound } from '../web/errors.ts';
import { guard, type Guard } from './guards.ts';
import { maybeAccountOf } from './load-account.ts';
import { fairOf } from './load-fair.ts';

/** Mounted at /fairs/:slug/registration: the signed-in graduate's own registration. */
export const loadRegistration: RequestHandler = async (_req, res, next) => {
  const account = maybeAccountOf(res);
  res.locals.registrationFields =
    account &&
    (await Registration.findOne({
      fairId: fairOf(res)._id,
      email: account.email,
    }).lean<RegistrationFields>());
  next();
};

export const registrationOf = (res: Response): RegistrationFields =>
  res.locals.registrationFields as RegistrationFields;

export const registrantOnly: Guard = guard('the graduate of this registration', (_req, res) => {
  if (!maybeAccountOf(res)) return false;
  return res.locals.registrationFields
    ? true
    : new NotFound('You are not registered for this fair.');
});
