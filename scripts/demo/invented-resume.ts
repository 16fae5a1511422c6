import { roleByCode } from '../../server/workforce/roles.ts';
import { exposureLevels, systemById } from '../../server/workforce/systems.ts';
import { fillPattern, nameOf } from './invented-organizations.ts';
import type { InventedGraduate } from './invented-people.ts';
import {
  commonSkills,
  linesByField,
  skillsByRole,
  summaries,
  workplaceByTitle,
} from './invented-resume-lines.ts';
import { towns } from './invented-programs.ts';
import { between, pick, sample, type Random } from './seeded-random.ts';

export interface ResumeEntry {
  title: string;
  place: string;
  dates: string;
  lines: string[];
}

export const resumeLayouts = ['ruled', 'banner', 'sidebar'] as const;

export interface ResumeContent {
  layout: (typeof resumeLayouts)[number];
  name: string;
  /** Mail, telephone, town. */
  contact: string[];
  headline: string;
  summary: string;
  systems: string[];
  skills: string[];
  certifications: string[];
  education: ResumeEntry[];
  projects: ResumeEntry[];
  experience: ResumeEntry[];
}

/** The year in which the demo's graduates finish. */
const YEAR = 2026;

/** A résumé from the facts of somebody's story. */
export function resumeOf(person: InventedGraduate, random: Random): ResumeContent {
  const role = roleByCode(person.roles[0]!)!;
  return {
    layout: pick(resumeLayouts, random),
    name: person.name,
    contact: [person.email, person.phone, `${person.story.town}, Georgia`],
    headline: role.title,
    summary: summaryOf(person, role.title, random),
    systems: person.systems.map(systemLine),
    skills: skillsOf(person, random),
    certifications: person.story.certifications,
    education: educationOf(person),
    projects: projectsOf(person, random),
    experience: experienceOf(person, random),
  };
}

/** The sections in reading order; the title of the first tells a reader, and a matcher, what its names are. */
export function sectionsOf(
  content: ResumeContent,
): { heading: string; items: string[] | ResumeEntry[] }[] {
  return [
    { heading: 'Systems', items: content.systems },
    { heading: 'Skills', items: content.skills },
    { heading: 'Certifications', items: content.certifications },
    { heading: 'Education', items: content.education },
    { heading: 'Project', items: content.projects },
    { heading: 'Experience', items: content.experience },
  ].filter(({ items }) => items.length > 0);
}

export const isEntry = (item: string | ResumeEntry): item is ResumeEntry =>
  typeof item !== 'string';

function systemLine({ systemId, level }: InventedGraduate['systems'][number]): string {
  const how = exposureLevels().find(({ id }) => id === level)!;
  return `${systemWords(systemId)}: ${how.meaning.split(',')[0]!}`;
}

function systemWords(systemId: string): string {
  const { name, category } = systemById(systemId)!;
  return `${name} ${category === 'interface-engine' ? 'interface engine' : 'EHR'}`;
}

function summaryOf({ stage, story }: InventedGraduate, role: string, random: Random): string {
  const years = story.jobs.reduce((sum, job) => sum + job.years, 0);
  return pick(summaries[stage], random)
    .replace(/\bY\b/, String(years))
    .replace(/\bR\b/, () => role[0]!.toLowerCase() + role.slice(1));
}

function skillsOf({ roles }: InventedGraduate, random: Random): string[] {
  const own = roles.flatMap((code) => skillsByRole[code] ?? []);
  return [
    ...sample([...new Set(own)], between(3, 7, random), random),
    ...sample(commonSkills, between(2, 4, random), random),
  ];
}

const educationOf = ({ school, program }: InventedGraduate): ResumeEntry[] =>
  school === ''
    ? [{ title: 'Self-directed study in health IT', place: '', dates: String(YEAR), lines: [] }]
    : [{ title: program, place: school, dates: `${YEAR - 1} to ${YEAR}`, lines: [] }];

function projectsOf({ story, roles, systems }: InventedGraduate, random: Random): ResumeEntry[] {
  if (!story.capstone) return [];
  const tried = systems.find(({ level }) => level === 'classroom-lab');
  const skill = pick(skillsByRole[roles[0]!]!, random);
  const system = tried && systemWords(tried.systemId);
  return [
    {
      title: `Capstone: ${story.capstone}`,
      place: '',
      dates: String(YEAR),
      lines: [
        `Team of ${between(3, 6, random)}, ${between(60, 200, random)} hours; my part: ${skill}`,
        ...(system ? [`Worked in a training copy of the ${system}`] : []),
      ],
    },
  ];
}

function experienceOf({ story, systems, stage }: InventedGraduate, random: Random): ResumeEntry[] {
  const used = systems.find(({ level }) => level === 'production-use' || level === 'certified');
  const system = used ? `the ${systemWords(used.systemId)}` : 'the electronic record';
  let until = story.outOfWork || stage === 'first' ? YEAR - 1 : YEAR;
  return story.jobs.map(({ field, title, years }, at) => {
    const dates = `${until - years} to ${at === 0 && until === YEAR ? 'now' : until}`;
    until -= years;
    const lines = sample(linesByField[field], between(2, 4, random), random).map((line) =>
      line.replace(/\bN\b/, () => String(between(3, 40, random))).replace(/\bS\b/, () => system),
    );
    return { title, place: workplaceOf(field, title, random), dates, lines };
  });
}

function workplaceOf(field: string, title: string, random: Random): string {
  const town = pick(towns, random);
  if (field === 'other') return fillPattern(workplaceByTitle[title]!, town, random);
  const kind = field === 'technical' ? 'vendor' : pick(['hospital', 'clinic'] as const, random);
  return nameOf(kind, false, town, 0, random);
}
