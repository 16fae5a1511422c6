import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { systemOfModule } from '../workforce/systems.ts';
import { matchText } from '../workforce/vocabulary.ts';
import { Resume } from './resume-model.ts';
import { wordsOf } from './resume-words.ts';

export type Kept = { ok: true; textFound: boolean } | { ok: false; sentence: string };

/** Checks a file and stores it as the graduate's résumé, in place of an earlier one. Nothing is stored of a refused file. */
export async function keepResume(
  registration: { _id: Types.ObjectId; fairId: Types.ObjectId },
  file: { name: string; bytes: Buffer },
  deps: Pick<Deps, 'now' | 'files' | 'examineResume'>,
): Promise<Kept> {
  const verdict = await deps.examineResume(file);
  if (verdict.verdict === 'reject') return { ok: false, sentence: verdict.sentence };
  const text = verdict.verdict === 'accept' ? verdict.text : '';
  const stored = await deps.files.put(file.bytes);
  const before = await Resume.findOneAndUpdate(
    { registrationId: registration._id },
    {
      fairId: registration.fairId,
      file: stored,
      kind: verdict.kind,
      bytes: file.bytes.length,
      pages: verdict.pages ?? null,
      text,
      words: wordsOf(text),
      mentions: mentionsIn(text),
      uploadedAt: deps.now(),
    },
    { upsert: true, returnDocument: 'before' },
  ).lean();
  if (before) await deps.files.remove(before.file);
  return { ok: true, textFound: text !== '' };
}

/** Ids of everything that the text mentions; a module mentions its system. */
function mentionsIn(text: string): string[] {
  const ids = matchText(text).flatMap(({ id }) => [id, systemOfModule(id) ?? id]);
  return [...new Set(ids)];
}

/** Deletes a graduate's résumé, file and text. */
export async function removeResume(registrationId: Types.ObjectId, deps: Pick<Deps, 'files'>) {
  const gone = await Resume.findOneAndDelete({ registrationId }).lean();
  if (gone) await deps.files.remove(gone.file);
}
