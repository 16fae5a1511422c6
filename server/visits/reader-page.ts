import type { Response } from 'express';
import { enrollmentOf } from '../access/load-enrollment.ts';
import type { OpenedGraduate } from '../resumes/open-resume.ts';
import { pageOf } from './employer-page.ts';
import { addressOf, type AskedFor } from './graduate-query.ts';
import { markWords } from './mark-words.ts';
import { personCard } from './person-card.ts';
import { notesOf } from './visit-notes.ts';
import { Visit, type VisitFields } from './visit-model.ts';

/** Draws a résumé beside the notes; the opening is in the log already. */
export async function showReader(
  res: Response,
  { registration, resume }: OpenedGraduate,
  asked: AskedFor,
): Promise<void> {
  const visit = await Visit.findOne({
    enrollmentId: enrollmentOf(res)._id,
    registrationId: registration._id,
  }).lean<VisitFields>();
  res.set('Cache-Control', 'private, no-store').render('visits/reader', {
    title: registration.name,
    ...pageOf(res, 'Graduates'),
    person: personCard(registration),
    address: addressOf(asked),
    resume: resume && {
      kind: resume.kind === 'pdf' ? 'PDF' : 'Word',
      pages: resume.pages,
      pieces: markWords(resume.text, asked.words),
    },
    visit: visit && { id: String(visit._id), visitedAt: visit.visitedAt },
    ...(visit ? notesOf(res, visit, 'reader') : {}),
  });
}
