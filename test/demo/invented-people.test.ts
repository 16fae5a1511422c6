import { describe, expect, it } from '@jest/globals';
import { inventPeople, type InventedGraduate } from '../../scripts/demo/invented-people.ts';
import { allPrograms, inventedPrograms } from '../../scripts/demo/invented-programs.ts';
import { randomFor } from '../../scripts/demo/seeded-random.ts';
import { roleByCode } from '../../server/workforce/roles.ts';
import { segmentOf, segmentQuestions } from '../../server/workforce/segments.ts';
import { exposureLevels, systemById } from '../../server/workforce/systems.ts';

const people = inventPeople(2500, randomFor(1, 'people'));
const share = (test: (person: InventedGraduate) => boolean) =>
  people.filter(test).length / people.length;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('invented graduates', () => {
  it('are the same for the same seed and others for another', () => {
    expect(inventPeople(50, randomFor(7, 'people'))).toEqual(
      inventPeople(50, randomFor(7, 'people')),
    );
    expect(inventPeople(50, randomFor(8, 'people'))).not.toEqual(
      inventPeople(50, randomFor(7, 'people')),
    );
  });

  it('are as many as asked for, from none on', () => {
    expect([0, 1, 3].map((count) => inventPeople(count, randomFor(1, 'people')).length)).toEqual([
      0, 1, 3,
    ]);
  });

  it('have a name and an address of their own that can belong to nobody', () => {
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
    for (const { email, phone } of people) {
      expect(email).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)*@[a-z]+\.example$/);
      expect(phone).toMatch(/^\(\d{3}\) 555-01\d\d$/);
    }
  });

  it.each([
    ['accents', /[À-ɏḀ-ỿ]/, 100],
    ['apostrophes', /'/, 20],
    ['hyphens', /\p{L}-\p{L}/u, 100],
    ['one word', /^\S+$/, 3],
    ['several family names', /\b(de la|del|van der|St\.) /, 10],
  ])('carry %s', (_what, pattern, least) =>
    expect(people.filter(({ name }) => pattern.test(name)).length).toBeGreaterThanOrEqual(least),
  );

  it('carry an emoji once, in a long list and in a list of one', () => {
    const withEmoji = (list: InventedGraduate[]) =>
      list.filter(({ name }) => /\p{Extended_Pictographic}/u.test(name)).length;
    expect(withEmoji(people)).toBe(1);
    expect(withEmoji(inventPeople(1, randomFor(1, 'people')))).toBe(1);
  });

  it('answer in the words of the registration form', () => {
    const { health, technical } = segmentQuestions();
    const values = (options: { value: string }[]) => options.map(({ value }) => value);
    for (const person of people) {
      expect(values(health.options)).toContain(person.health);
      expect(values(technical.options)).toContain(person.technical);
      expect(person.roles.every((code) => roleByCode(code))).toBe(true);
      expect(new Set(person.roles).size).toBe(person.roles.length);
      expect([1, 2, 3]).toContain(person.roles.length);
    }
  });

  it('know systems that the form offers, each once, at a level that exists', () => {
    const levels = exposureLevels().map(({ id }) => id);
    for (const { systems } of people) {
      expect(systems.length).toBeLessThanOrEqual(3);
      expect(new Set(systems.map(({ systemId }) => systemId)).size).toBe(systems.length);
      for (const { systemId, level } of systems) {
        expect(systemById(systemId)?.id).toBe(systemId);
        expect(levels).toContain(level);
      }
    }
  });

  it('give consent about as people do: 60, 25 and 15 of a hundred', () => {
    expect(share(({ consent }) => consent === 'all')).toBeCloseTo(0.6, 1);
    expect(share(({ consent }) => consent === 'approve')).toBeCloseTo(0.25, 1);
    expect(share(({ consent }) => consent === 'ask')).toBeCloseTo(0.15, 1);
  });

  it('are about 45 on average, with six years of care or eight and more of technical work', () => {
    const years = (field: 'yearsHealth' | 'yearsTechnical') =>
      mean(people.map(({ story }) => story[field]).filter((value) => value > 0));
    expect(Math.abs(mean(people.map(({ story }) => story.age)) - 45)).toBeLessThan(1.5);
    expect(years('yearsHealth')).toBeGreaterThan(5);
    expect(years('yearsHealth')).toBeLessThan(8);
    expect(years('yearsTechnical')).toBeGreaterThan(8);
    expect(share(({ story }) => story.outOfWork)).toBeGreaterThan(0.4);
  });

  it('tell stories that fit their ages and their answers', () => {
    for (const { story, health, stage } of people) {
      const worked = story.jobs.reduce((sum, { years }) => sum + years, 0);
      expect(worked).toBeLessThanOrEqual(Math.max(story.age - 18, 1));
      expect(health === 'Yes, in a clinical job').toBe(
        story.jobs.some(({ field }) => field === 'clinical'),
      );
      if (stage === 'moving-up') expect(story.yearsHealth).toBeGreaterThan(0);
    }
  });

  it('spread over all eight base segments', () => {
    expect(new Set(people.map((person) => segmentOf(person).base)).size).toBe(8);
  });

  it('come from the programs on the list, or from none', () => {
    const listed = inventedPrograms(randomFor(3, 'programs'));
    expect(listed).toHaveLength(allPrograms.length);
    const names = new Set(['|', ...listed.map(({ school, name }) => `${school}|${name}`)]);
    expect(people.every(({ school, program }) => names.has(`${school}|${program}`))).toBe(true);
  });
});
