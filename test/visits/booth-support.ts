import type { Deps } from '../../server/deps.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import type { RegistrationFields } from '../../server/graduates/registration-model.ts';
import { Resume } from '../../server/resumes/resume-model.ts';
import { wordsOf } from '../../server/resumes/resume-words.ts';
import { Visit, type VisitFields } from '../../server/visits/visit-model.ts';
import { aGraduate, type EnrolledEmployer } from '../support/factories.ts';

export const pathTo = (
  fair: Pick<FairFields, 'slug'>,
  { enrollment }: Pick<EnrolledEmployer, 'enrollment'>,
  page: string,
): string => `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}/${page}`;

/** A graduate with a stored résumé. */
export async function withResume(
  fair: FairFields,
  deps: Deps,
  text: string,
  fields: Partial<RegistrationFields> = {},
) {
  const graduate = await aGraduate(fair, deps, fields);
  await Resume.create({
    fairId: fair._id,
    registrationId: graduate._id,
    file: await deps.files.put(Buffer.from(`%PDF of ${graduate.name}`)),
    kind: 'pdf',
    bytes: 20,
    text,
    words: wordsOf(text),
    uploadedAt: deps.now(),
  });
  return graduate;
}

/** A visit that an employer recorded. */
export async function aVisit(
  employer: EnrolledEmployer,
  graduate: Pick<RegistrationFields, '_id' | 'name' | 'fairId'>,
  fields: Partial<VisitFields> = {},
): Promise<VisitFields> {
  const made = await Visit.create({
    fairId: graduate.fairId,
    enrollmentId: employer.enrollment._id,
    registrationId: graduate._id,
    name: graduate.name,
    recordedBy: employer.accountId,
    visitedAt: new Date(),
    ...fields,
  });
  return made.toObject() as unknown as VisitFields;
}
