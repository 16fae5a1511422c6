import type { Types } from 'mongoose';
import type { EnrollmentFields } from '../employers/enrollment-model.ts';
import type { Deps } from '../deps.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { sightFor } from './resume-access.ts';
import { Resume, type ResumeFields } from './resume-model.ts';
import { ResumeView } from './resume-view-model.ts';

export interface OpenedGraduate {
  registration: RegistrationFields;
  resume: ResumeFields | null;
}

/**
 * Opens a graduate with consent to one employer, and writes down who looked before anything is shown. Null when the
 * graduate does not let this employer see: the same as when there is nobody.
 */
export async function openResume(
  enrollment: Pick<EnrollmentFields, '_id' | 'fairId' | 'employerName'>,
  accountId: Types.ObjectId,
  registrationId: Types.ObjectId,
  what: 'page' | 'file',
  deps: Pick<Deps, 'fairNow' | 'live'>,
): Promise<OpenedGraduate | null> {
  const registration = await Registration.findOne({
    _id: registrationId,
    fairId: enrollment.fairId,
  }).lean<RegistrationFields>();
  if (!registration || (await sightFor(enrollment._id, registration)) !== 'full') return null;
  const resume = await Resume.findOne({ registrationId }).lean<ResumeFields>();
  if (resume)
    await ResumeView.create({
      fairId: enrollment.fairId,
      registrationId,
      enrollmentId: enrollment._id,
      employerName: enrollment.employerName,
      accountId,
      what,
      under: registration.consent === 'all' ? 'all' : 'yes',
      at: deps.fairNow(),
    });
  return { registration, resume };
}

/** Who opened a graduate's résumé, newest first. */
export async function viewsOf(registrationId: Types.ObjectId) {
  const views = await ResumeView.find({ registrationId }).sort({ at: -1 }).limit(200).lean();
  return views.map(({ employerName, at, what }) => ({ employerName, at, file: what === 'file' }));
}
