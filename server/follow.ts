import type { Consequences } from './consequences.ts';
import type { Deps } from './deps.ts';
import { freeBooth } from './booths/assign-floor.ts';
import { keepResume } from './resumes/keep-resume.ts';

/** One line per slice that must follow when something changes to its left. */
export function consequences(deps: () => Deps): Consequences {
  return {
    enrollmentEnded: (enrollmentId) => freeBooth(enrollmentId),
    async resumeOffered(registration, file) {
      const kept = await keepResume(registration, file, deps());
      return kept.ok ? null : kept.sentence;
    },
    fairChanged: (fairId, kinds) => deps().live.fairChanged(String(fairId), kinds),
  };
}
