import { resumeExaminer, type ExaminerOptions } from './resume-examiner.ts';
import type { UploadedFile, Verdict } from './verdict.ts';

export { resumeExaminer } from './resume-examiner.ts';
export type { Verdict } from './verdict.ts';

/** Examines one file with a process of its own; a server keeps one `resumeExaminer` instead. */
export async function examineResume(
  file: UploadedFile,
  options: ExaminerOptions = {},
): Promise<Verdict> {
  const examiner = resumeExaminer(options);
  try {
    return await examiner.examine(file);
  } finally {
    await examiner.stop();
  }
}
