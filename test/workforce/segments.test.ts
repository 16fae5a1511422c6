import { describe, expect, it } from '@jest/globals';
import { roleByCode, roles } from '../../server/workforce/roles.ts';
import { segmentById, segmentOf, segmentQuestions } from '../../server/workforce/segments.ts';
import { ehrSystems, exposureLevels, systemById } from '../../server/workforce/systems.ts';
import { workforceVersion } from '../../server/workforce/workforce-version.ts';

describe('the reference data', () => {
  it('has the twelve roles, six of each track', () => {
    expect(
      roles()
        .map((role) => role.code)
        .sort(),
    ).toEqual(['CC', 'UB'].flatMap((track) => [1, 2, 3, 4, 5, 6].map((n) => `${track}-${n}`)));
    expect(roles().filter((role) => role.track === 'university')).toHaveLength(6);
    expect(roleByCode('CC-3')?.title).toBe('Implementation support specialist');
    expect(roleByCode('XX-9')).toBeUndefined();
  });

  it('has systems to choose from and five levels of exposure', () => {
    expect(systemById('epic')?.name).toBe('Epic');
    expect(ehrSystems().some((system) => system.category === 'standard')).toBe(false);
    expect(exposureLevels().map((level) => level.rank)).toEqual([1, 2, 3, 4, 5]);
    expect(workforceVersion()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('places every combination of answers in exactly one base segment', () => {
    const { health, technical } = segmentQuestions();
    for (const stage of ['first', 'changing', 'moving-up'] as const)
      for (const h of health.options)
        for (const t of technical.options) {
          const { base, overlays } = segmentOf({ stage, health: h.value, technical: t.value });
          expect(segmentById(base)?.kind).toBe('base');
          expect(overlays).toEqual(stage === 'moving-up' ? ['incumbent-moving-up'] : []);
        }
  });

  it.each([
    ['first', 'Not yet', 'Not yet', 'first-job-seeker'],
    ['first', 'As a student, caregiver or volunteer', 'Not yet', 'first-job-care'],
    ['changing', 'Yes, in a clinical job', 'Not yet', 'changer-clinical'],
    ['changing', 'Not yet', 'Yes, as a job', 'changer-it'],
    ['moving-up', 'Yes, in a non-clinical job', 'Yes, in school or on projects', 'changer-bridge'],
  ] as const)('%s, %s, %s: %s', (stage, health, technical, base) =>
    expect(segmentOf({ stage, health, technical }).base).toBe(base),
  );
});
