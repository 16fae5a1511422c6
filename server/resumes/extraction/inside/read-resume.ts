import type { Reading, ResumeKind } from '../verdict.ts';
import { readDocx } from './read-docx.ts';
import { readPdf } from './read-pdf.ts';
import { Refusal } from './refusal.ts';
import { tidyText } from './tidy-text.ts';

/** Reads one file; whatever its parser throws is a damaged file, not a fault of ours. */
export async function readResume(kind: ResumeKind, bytes: Uint8Array): Promise<Reading> {
  try {
    if (kind === 'docx') return { outcome: 'text', text: tidyText(await readDocx(bytes)) };
    const { text, pages } = await readPdf(bytes);
    return { outcome: 'text', text: tidyText(text), pages };
  } catch (error) {
    return { outcome: 'refused', reason: error instanceof Refusal ? error.reason : 'damaged' };
  }
}
