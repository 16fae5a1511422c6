import { z } from 'zod';
import { referenceData } from './reference-data.ts';

const ambiguous = z.object({
  text: z.string(),
  needs: z.string(),
  caseSensitive: z.boolean().optional(),
});
const named = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  ambiguous: z.array(ambiguous).optional(),
  retired: z.boolean().optional(),
});
const contexts = z.record(z.string(), z.array(z.string()));

const skills = referenceData('skills.json', z.object({ contexts, skills: z.array(named) }));
const systems = referenceData(
  'ehr-systems.json',
  z.object({
    contexts,
    systems: z.array(named.extend({ name: z.string(), modules: z.array(named).optional() })),
  }),
);
const roles = referenceData(
  'roles.json',
  z.object({
    contexts,
    certifications: z.array(named),
    roles: z.array(z.object({ id: z.string(), jobTitles: z.array(z.string()) })),
  }),
);

export type Kind = 'skill' | 'system' | 'module' | 'certification' | 'job-title';

/** One text that stands for one thing; `needs` names the words of which one must be near. */
export interface Alias {
  kind: Kind;
  id: string;
  text: string;
  needs: string[] | null;
  caseSensitive: boolean;
}

/** Every text of skills, systems, modules, certifications and job titles (SCHEMA.md, rule 8). */
export function allAliases(): Alias[] {
  const s = skills();
  const e = systems();
  const r = roles();
  return [
    ...s.skills.flatMap((each) => aliasesOf('skill', each, s.contexts)),
    ...e.systems.flatMap((each) => [
      ...aliasesOf('system', each, e.contexts),
      ...(each.modules ?? []).flatMap((module) => aliasesOf('module', module, e.contexts)),
    ]),
    ...r.certifications.flatMap((each) => aliasesOf('certification', each, r.contexts)),
    ...r.roles.flatMap(({ id, jobTitles }) => jobTitles.map((text) => safe('job-title', id, text))),
  ];
}

const safe = (kind: Kind, id: string, text: string): Alias => ({
  kind,
  id,
  text,
  needs: null,
  caseSensitive: false,
});

function aliasesOf(
  kind: Kind,
  { id, aliases, ambiguous: unsure = [], retired }: z.output<typeof named>,
  words: z.output<typeof contexts>,
): Alias[] {
  if (retired) return [];
  return [
    ...aliases.map((text) => safe(kind, id, text)),
    ...unsure.map(({ text, needs, caseSensitive = false }) => ({
      kind,
      id,
      text,
      needs: words[needs] ?? [],
      caseSensitive,
    })),
  ];
}
