import type { Types } from 'mongoose';
import type { ChangeKind } from './live/live-publisher.ts';

/**
 * What must happen further right when something changes further left. Slices may not reach to their right, so
 * app.ts lists one function per consequence and use cases call them through `Deps`.
 */
export interface Consequences {
  /** A canceled or declined enrollment frees its booth and ends its access. */
  enrollmentEnded(enrollmentId: Types.ObjectId): Promise<void>;
  /** A file came with a registration; resolves with a sentence when it could not be used, else null. */
  resumeOffered(
    registration: { _id: Types.ObjectId; fairId: Types.ObjectId },
    file: { name: string; bytes: Buffer },
  ): Promise<string | null>;
  /** Everybody who ever registered for a fair or applied to it; asked before it disappears from the public. */
  peopleOf(fairId: Types.ObjectId): Promise<{ graduates: number; employers: number }>;
  /** Figures on the control room may have changed; without kinds, any of them. */
  fairChanged(fairId: Types.ObjectId, kinds?: readonly ChangeKind[]): void;
}
