import { trusted, type Types } from 'mongoose';
import { inBatches } from '../database/in-batches.ts';
import type { Deps } from '../deps.ts';
import { registrationIdsOf } from '../graduates/forget-graduates.ts';
import { Resume } from './resume-model.ts';
import { ResumeView } from './resume-view-model.ts';

/** Deletes the résumés of a fair, file and text, and the log of who opened them. Answers how many résumés there were. */
export async function forgetResumes(
  fairId: Types.ObjectId,
  deps: Pick<Deps, 'files'>,
): Promise<number> {
  let gone = 0;
  await inBatches(await registrationIdsOf(fairId), async (ids) => {
    const of = { registrationId: trusted({ $in: ids }) };
    for (const { _id, file } of await Resume.find(of).select('file').lean()) {
      // The file first: a row that is left behind leads here again, a file without a row never does.
      await deps.files.remove(file);
      gone += (await Resume.deleteOne({ _id, file })).deletedCount;
    }
    await ResumeView.deleteMany(of);
  });
  return gone;
}
