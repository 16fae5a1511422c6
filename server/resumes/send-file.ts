import type { Response } from 'express';
import type { ResumeFields } from './resume-model.ts';

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Sends a résumé as a download under a generated name; nothing inside it can run on a page of ours. */
export function sendResumeFile(res: Response, resume: ResumeFields, bytes: Buffer): void {
  res.set({
    'Content-Type': types[resume.kind],
    'Content-Disposition': `attachment; filename="resume-${String(resume._id)}.${resume.kind}"`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  res.send(bytes);
}
