import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { resumeExaminer } from '../server/resumes/extraction/examine-resume.ts';
import { sentenceFor } from '../server/resumes/extraction/reject-reasons.ts';

/** What the upload check and text extraction say: one JSON object a line for each file named on the command line. */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: npm run -s extract -- FILE...');
  process.exit(2);
}
const examiner = resumeExaminer();
for (const file of files) console.log(JSON.stringify(await extract(file)));
await examiner.stop();

async function extract(file: string): Promise<object> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) {
    const sentence = 'There is no such file, or it cannot be read.';
    return { file, verdict: 'reject', reason: 'not checked', sentence, ms: 0, peakMb: 0 };
  }
  const verdict = await examiner.examine({ name: basename(file), bytes });
  const { verdict: result, ...rest } = { ...verdict, sentence: sentenceFor(verdict) };
  return { file, verdict: result, ...rest };
}
