import type { Response } from 'express';
import { enrollmentOf } from '../access/load-enrollment.ts';
import { ConsentRequest } from '../graduates/consent-request-model.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { Resume } from '../resumes/resume-model.ts';
import { NotFound } from '../web/errors.ts';
import type { FormState } from '../web/form.ts';
import { pageOf } from './employer-page.ts';
import { personCard } from './person-card.ts';
import { standingFor } from './standing-consent.ts';
import { notesOf } from './visit-notes.ts';
import { Visit, type VisitFields } from './visit-model.ts';
import type { Types } from 'mongoose';

/** A visit of this employer and nobody else's. */
export async function findVisit(res: Response, visitId: Types.ObjectId): Promise<VisitFields> {
  const visit = await Visit.findOne({
    _id: visitId,
    enrollmentId: enrollmentOf(res)._id,
  }).lean<VisitFields>();
  if (!visit) throw new NotFound('There is no such visit.');
  return visit;
}

export async function holderOf(visit: VisitFields): Promise<RegistrationFields> {
  const registration = await Registration.findById(visit.registrationId).lean<RegistrationFields>();
  if (!registration) throw new NotFound('This person’s data has been deleted.');
  return registration;
}

/** Draws a visit: the badge's name, what consent adds to it, and the notes. */
export async function showVisit(
  res: Response,
  visit: VisitFields,
  rejected?: { status: 409 | 422; form: FormState; theirs?: VisitFields },
): Promise<void> {
  const registration = await holderOf(visit);
  const ids = { registrationId: visit.registrationId, enrollmentId: visit.enrollmentId };
  const [standing, resume, request] = await Promise.all([
    standingFor(visit.enrollmentId, registration),
    Resume.exists({ registrationId: visit.registrationId }),
    ConsentRequest.exists(ids),
  ]);
  const open = standing.sight === 'full';
  res.status(rejected?.status ?? 200).render('visits/visit', {
    title: `${rejected ? 'Error: ' : ''}Visit of ${visit.name}`,
    ...pageOf(res, 'Visits'),
    visit: { id: String(visit._id), name: visit.name, visitedAt: visit.visitedAt },
    person: open ? personCard(registration) : null,
    hasResume: open && Boolean(resume),
    saidNo: standing.answer === 'no',
    mayAsk: standing.mayAsk,
    asked: Boolean(request),
    canceled: registration.state === 'canceled',
    theirs: rejected?.theirs ? { note: rejected.theirs.note } : null,
    ...notesOf(res, visit, 'visit', rejected?.form),
  });
}
