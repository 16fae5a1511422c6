import type { Verdict } from './verdict.ts';

/** The one list of why a résumé is refused, and what its graduate is told to do. */
export const rejectSentences = {
  empty: 'This file is empty. Choose your résumé again, and check that it opens on your device.',
  type: 'We take PDF and Word (.docx) files only. Save your résumé as one of these and upload that.',
  'name and content differ':
    'The name of this file does not match what is inside. Save your résumé as PDF or Word (.docx) again and upload the new file.',
  damaged:
    'This file is damaged and cannot be read. Open it on your device, save it as PDF again and upload the new file.',
  encrypted: 'This file is locked with a password. Save a copy without a password and upload that.',
  macros:
    'This Word file contains macros. Save it as PDF, or as a Word document without macros, and upload that.',
  'active content':
    'This file contains scripts or attached files. Print it to PDF and upload the new file.',
  'document type declaration':
    'This Word file contains declarations that we cannot accept. Save it as PDF and upload that.',
  'unsafe part name':
    'This Word file is put together in an unusual way that we cannot accept. Save it as PDF and upload that.',
  'too big':
    'This file is larger than 5 MB. Make its pictures smaller, or leave them out, and try again.',
  'too big unpacked':
    'This file becomes too large when it is opened. Save it as PDF with fewer or smaller pictures and upload that.',
  'too many pages': 'This file has more than 100 pages. Upload only your résumé.',
  'too many parts': 'This Word file is made of too many parts. Save it as PDF and upload that.',
  'too much text': 'This file holds far more text than a résumé. Upload only your résumé.',
  'time limit':
    'Reading this file takes too long. Save your résumé as PDF again, without drawings, and upload the new file.',
  'not checked': 'We could not check your file just now. Please try again in a minute.',
} as const;

export type RejectReason = keyof typeof rejectSentences;

export const noTextSentence =
  'We could not find text in this file; it may be a scan or a picture. Employers can open it but not find it by search. Save your résumé as PDF from the program you wrote it in to be found.';

/** What the graduate is told about the file that was just uploaded. */
export function sentenceFor(verdict: Verdict): string {
  if (verdict.verdict === 'reject') return verdict.sentence;
  if (verdict.verdict === 'accept-no-text') return noTextSentence;
  return 'We read your résumé. Employers to whom you gave consent can open it and find it by search.';
}
