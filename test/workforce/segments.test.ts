import { describe, expect, it } from '@jest/globals';
import { roleByCode, roles } from '../../server/workforce/roles.ts';
import { segmentById, segmentOf, segmentQuestions } from '../../server/workforce/segments.ts';
import {
  ehrSystems,
  exposureLevels,
  systemById,
  systemOfModule,
} from '../../server/workforce/systems.ts';
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
    for (const role of roles()) {
      expect(role.description).not.toBe('');
      expect(role.unverified).toContain('competencies');
    }
  });

  it('has systems to choose from and five levels of exposure', () => {
    expect(systemById('epic')?.name).toBe('Epic');
    expect(ehrSystems().some((system) => system.category === 'standard')).toBe(false);
    expect(exposureLevels().map((level) => level.rank)).toEqual([1, 2, 3, 4, 5]);
    expect(workforceVersion()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('shows no system whose name nobody has verified, and still matches it in text', () => {
    expect(systemById('surescripts')).toBeUndefined();
    expect(ehrSystems().map(({ id }) => id)).not.toContain('sim-chart');
    expect(ehrSystems().map(({ id }) => id)).toContain('oracle-health');
    expect(systemById('fhir')?.category).toBe('standard');
    expect(systemById('no-such-system')).toBeUndefined();
  });

  it('knows the system of a module', () => {
    expect(systemOfModule('epic-beaker')).toBe('epic');
    expect(systemOfModule('epic')).toBeUndefined();
  });

  it('shows no segment that nobody has verified', () => {
    expect(segmentById('internationally-trained')).toBeUndefined();
    expect(segmentById('rural-rooted')?.kind).toBe('overlay');
    expect(segmentById('no-such-segment')).toBeUndefined();
  });

  it('asks three questions; the first answer is kept by a short value', () => {
    const { stage, health, technical } = segmentQuestions();
    expect(stage.text).toBe('Where are you right now?');
    expect(stage.options.map(({ value }) => value)).toEqual(['first', 'changing', 'moving-up']);
    expect(stage.options[1]!.label).toBe('Changing into health IT from other work');
    expect([health.options.length, technical.options.length]).toEqual([4, 3]);
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
