import type { Consequences } from './consequences.ts';
import type { Deps } from './deps.ts';
import { freeBooth } from './booths/assign-floor.ts';
import { Enrollment } from './employers/enrollment-model.ts';
import { Registration } from './graduates/registration-model.ts';
import { keepResume } from './resumes/keep-resume.ts';

/** One line per slice that must follow when something changes to its left. */
export function consequences(deps: () => Deps): Consequences {
  return {
    enrollmentEnded: (enrollmentId) => freeBooth(enrollmentId),
    async resumeOffered(registration, file) {
      const kept = await keepResume(registration, file, deps());
      return kept.ok ? null : kept.sentence;
    },
    async peopleOf(fairId) {
      const [graduates, employers] = await Promise.all([
        Registration.countDocuments({ fairId }),
        Enrollment.countDocuments({ fairId }),
      ]);
      return { graduates, employers };
    },
    fairChanged: (fairId, kinds) => deps().live.fairChanged(String(fairId), kinds),
  };
}
