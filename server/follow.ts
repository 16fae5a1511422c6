import type { Consequences } from './consequences.ts';
import type { Deps } from './deps.ts';

/** One line per slice that must follow when something changes to its left. */
export function consequences(deps: () => Deps): Consequences {
  return {
    async enrollmentEnded(enrollmentId) {
      void enrollmentId;
    },
    async registrationCanceled(registrationId) {
      void registrationId;
    },
    async resumeOffered(registration, file) {
      void registration;
      void file;
      return null;
    },
    fairChanged: (fairId) => deps().live.fairChanged(String(fairId)),
  };
}
