import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../server/web/project-root.ts';
import { isUnverified, referenceData } from '../../server/workforce/reference-data.ts';
import { allAliases } from '../../server/workforce/vocabulary-data.ts';
import { withoutGaps } from '../../server/workforce/normalized-text.ts';

type Row = Record<string, unknown> & { id: string };

const folder = path.join(projectRoot, 'server/workforce/data');
const load = (name: string) =>
  JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Record<string, Row[]>;
const names = ['roles', 'ehr-systems', 'segments', 'skills', 'experience-equivalents'] as const;
const { roles, segments, skills } = {
  roles: load('roles'),
  segments: load('segments'),
  skills: load('skills'),
};
const systems = load('ehr-systems');
const equivalents = load('experience-equivalents');
const idsOf = (rows: Row[]) => new Set(rows.map(({ id }) => id));
const list = (row: object, field: string) =>
  ((row as Record<string, unknown>)[field] ?? []) as string[];

describe('the files of reference data', () => {
  it.each([
    ['competencies', roles.roles!, idsOf(roles.competencies!)],
    ['curriculum', roles.roles!, idsOf(roles.curriculum!)],
    ['occupations', roles.roles!, idsOf(roles.occupations!)],
    ['certifications', roles.roles!, idsOf(roles.certifications!)],
    ['roles', systems.systems!, idsOf(roles.roles!)],
    ['roles', skills.skills!, idsOf(roles.roles!)],
    ['ask', segments.segments!, idsOf(segments.questions!)],
    ['firstRoles', segments.segments!, idsOf(roles.roles!)],
    ['demonstrates', equivalents.kinds!, idsOf(roles.competencies!)],
    ['overlaps', equivalents.kinds!, idsOf(equivalents.kinds!)],
  ])('name only %s that exist', (field, rows, known) => {
    const unknown = rows.flatMap((row) => list(row, field).filter((id) => !known.has(id)));
    expect(rows.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  });

  it.each(names)('%s: cites its own sources, or marks what has none', (name) => {
    const file = load(name);
    const known = idsOf(file.sources!);
    const rows = Object.entries(file)
      .filter(([section, value]) => section !== 'sources' && Array.isArray(value))
      .flatMap(([, value]) => value)
      .filter((row) => typeof row === 'object' && Array.isArray(row.sources));
    for (const row of rows) {
      expect(list(row, 'sources').filter((id) => !known.has(id))).toEqual([]);
      if (list(row, 'sources').length === 0) expect(list(row, 'unverified')).not.toEqual([]);
    }
    expect(String(file.version)).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('use each id once, kebab-case', () => {
    const modules = systems.systems!.flatMap((row) => (row.modules ?? []) as Row[]);
    for (const rows of [roles.roles!, [...systems.systems!, ...modules], skills.skills!]) {
      expect(idsOf(rows).size).toBe(rows.length);
      for (const { id } of rows) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it('let no two things own a text unless both are ambiguous', () => {
    const owners = new Map<string, { id: string; safe: boolean }[]>();
    for (const { kind, id, text, needs } of allAliases()) {
      const key = withoutGaps(text.normalize('NFKC')).toLowerCase();
      if (kind !== 'job-title') owners.set(key, [...(owners.get(key) ?? []), { id, safe: !needs }]);
      if (needs) expect(needs.length).toBeGreaterThan(0);
    }
    const contested = [...owners.values()].filter(
      (all) => new Set(all.map(({ id }) => id)).size > 1 && all.some(({ safe }) => safe),
    );
    expect(contested).toEqual([]);
  });

  it('agree with the role names of 2010', () => {
    const announced = (load('onc-roles').roles as unknown as Record<string, string>[]).map(
      ({ code, name, track, category }) => ({ code, title: name, level: track, category }),
    );
    const ours = roles.roles!.map(({ code, title, level, category }) => ({
      code,
      title,
      level,
      category,
    }));
    expect(ours).toEqual(announced);
  });
});

describe('reading reference data', () => {
  it('reads a file once and refuses another shape', () => {
    const read = referenceData('roles.json', z.object({ version: z.string() }));
    expect(read()).toBe(read());
    expect(() => referenceData('roles.json', z.object({ version: z.number() }))()).toThrow(
      z.ZodError,
    );
    expect(() => referenceData('no-such.json', z.object({}))()).toThrow('ENOENT');
  });

  it.each([
    [{}, 'name', false],
    [{ unverified: [] }, 'name', false],
    [{ unverified: ['aliases'] }, 'name', false],
    [{ unverified: ['aliases', 'name'] }, 'name', true],
    [{ unverified: ['*'] }, 'name', true],
  ])('%j does not vouch for %s: %s', (record, field, unverified) =>
    expect(isUnverified(record, field)).toBe(unverified),
  );
});
