import type { RejectReason } from './reject-reasons.ts';

export interface UploadedFile {
  /** As the browser sent it: only its ending is looked at, and it is never used as a path. */
  name: string;
  bytes: Buffer;
}

export type ResumeKind = 'pdf' | 'docx';

interface Cost {
  /** Wall time of the examination, without waiting for its turn. */
  ms: number;
  /** Highest resident memory seen of the reading process in MB; 0 when none was needed. */
  peakMb: number;
}

export type Verdict =
  | ({
      verdict: 'accept' | 'accept-no-text';
      kind: ResumeKind;
      text: string;
      pages?: number;
    } & Cost)
  | ({ verdict: 'reject'; reason: RejectReason; sentence: string } & Cost);

/** What the reading process says about a file. */
export type Reading =
  { outcome: 'text'; text: string; pages?: number } | { outcome: 'refused'; reason: RejectReason };
