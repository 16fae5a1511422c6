import type { RejectReason } from '../reject-reasons.ts';

/** Thrown when what is inside a file is a reason to refuse it. */
export class Refusal extends Error {
  readonly reason: RejectReason;

  constructor(reason: RejectReason) {
    super(reason);
    this.reason = reason;
  }
}
