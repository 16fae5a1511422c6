import type { Types } from 'mongoose';

/**
 * What must happen further right when something changes further left. Slices may not reach to their right, so
 * app.ts lists one function per consequence and use cases call them through `Deps`.
 */
export interface Consequences {
  /** A canceled or declined enrollment frees its booth and ends its access. */
  enrollmentEnded(enrollmentId: Types.ObjectId): Promise<void>;
  /** A canceled registration leaves search, shortlists and consent. */
  registrationCanceled(registrationId: Types.ObjectId): Promise<void>;
  /** A file came with a registration; resolves with a sentence when it could not be used, else null. */
  resumeOffered(
    registration: { _id: Types.ObjectId; fairId: Types.ObjectId },
    file: { name: string; bytes: Buffer },
  ): Promise<string | null>;
  /** Totals on the control room may have changed. */
  fairChanged(fairId: Types.ObjectId): void;
}
