import type { UploadFile } from './browser.ts';
import type { InventedGraduate } from './invented-people.ts';
import { resumeDocx } from './resume-docx.ts';
import { resumeOf } from './invented-resume.ts';
import { resumePdf } from './resume-pdf.ts';
import { randomFor } from './seeded-random.ts';

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** A graduate's résumé as the file that they upload: three in five as PDF, the others as Word. */
export async function resumeFile(who: InventedGraduate, seed: number): Promise<UploadFile> {
  const random = randomFor(seed, `resume ${who.email}`);
  const content = resumeOf(who, random);
  const kind = random() < 0.6 ? 'pdf' : 'docx';
  const bytes = await (kind === 'pdf' ? resumePdf(content) : resumeDocx(content));
  return { field: 'resume', name: `resume.${kind}`, type: TYPES[kind], bytes };
}
