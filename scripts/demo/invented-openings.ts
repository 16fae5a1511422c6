import type { EmployerKind } from './invented-organizations.ts';
import { between, chance, pick, pickWeighted, sample, type Random } from './seeded-random.ts';

export interface InventedOpening {
  title: string;
  /** One role, or several where one person does the work of several. */
  roles: string[];
  yearsAsked: number;
  systemsRequired: string[];
  systemsTrained: string[];
  place: string;
  rural: boolean;
}

const titles: Record<string, readonly string[]> = {
  'CC-1': ['Clinic Workflow Analyst', 'Practice Redesign Specialist'],
  'CC-2': ['Clinical Informatics Consultant', 'Physician Adoption Consultant'],
  'CC-3': ['EHR Implementation Specialist', 'Go-Live Support Specialist', 'Application Analyst I'],
  'CC-4': ['EHR Project Coordinator', 'Implementation Lead'],
  'CC-5': ['Clinical Help Desk Analyst', 'Field Support Technician', 'Systems Support Analyst'],
  'CC-6': ['EHR Trainer', 'Learning Specialist, Clinical Systems'],
  'UB-1': ['Director of Clinical Informatics', 'Nursing Informatics Lead'],
  'UB-2': ['Health Information Specialist', 'Exchange Data Analyst'],
  'UB-3': ['Privacy and Access Analyst', 'Information Security Analyst'],
  'UB-4': ['Clinical Data Scientist', 'Evaluation Researcher'],
  'UB-5': ['Interface Developer', 'Report Writer', 'Health Software Engineer'],
  'UB-6': ['Telehealth Program Specialist', 'Clinical Terminology Specialist'],
};

/** What each kind of employer looks for, most wanted first. */
const wanted: Record<EmployerKind, readonly string[]> = {
  hospital: ['CC-3', 'CC-5', 'CC-6', 'UB-2', 'CC-2', 'UB-3', 'CC-4', 'UB-1', 'UB-5'],
  clinic: ['CC-1', 'CC-5', 'CC-3', 'CC-6', 'UB-2'],
  vendor: ['CC-3', 'UB-5', 'CC-5', 'CC-4', 'CC-6', 'UB-4'],
  consultancy: ['CC-4', 'CC-3', 'CC-1', 'CC-2', 'CC-6'],
  plan: ['UB-2', 'UB-3', 'UB-5', 'UB-6', 'CC-1'],
  'public-health': ['UB-2', 'UB-6', 'UB-4', 'UB-1', 'CC-5'],
  agency: ['CC-6', 'CC-3', 'CC-5'],
  other: ['UB-4', 'UB-6', 'UB-5'],
};
const systems = {
  town: ['epic', 'epic', 'epic', 'oracle-health', 'oracle-health', 'meditech', 'athenahealth'],
  rural: ['meditech', 'trubridge', 'oracle-health', 'medhost', 'azalea', 'athenahealth'],
};
const years = [
  [0, 22],
  [1, 26],
  [2, 27],
  [3, 18],
  [5, 7],
] as const;

/** One to four openings; small places ask one person to do the work of several roles. */
export function inventOpenings(
  kind: EmployerKind,
  rural: boolean,
  place: string,
  random: Random,
): InventedOpening[] {
  const system = pick(rural ? systems.rural : systems.town, random);
  const firsts = sample(wanted[kind].slice(0, 6), between(1, rural ? 2 : 4, random), random);
  return firsts.map((role) => {
    const others = wanted[kind].filter((other) => other !== role).slice(0, 4);
    const required = chance(0.45, random);
    return {
      title: pick(titles[role]!, random),
      roles: [
        role,
        ...sample(others, rural ? between(1, 2, random) : between(0, 1, random), random),
      ],
      yearsAsked: pickWeighted<number>(years, random),
      systemsRequired: required ? [system] : [],
      systemsTrained: required && chance(0.7, random) ? [] : [system],
      place: chance(0.12, random) ? 'Remote' : place,
      rural,
    };
  });
}
