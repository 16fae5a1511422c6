import { ruralTowns, towns } from './invented-programs.ts';
import type { SegmentAnswers } from '../../server/workforce/segments.ts';
import { around, between, chance, pick, sample, type Random } from './seeded-random.ts';

export type Field = 'clinical' | 'records' | 'technical' | 'other';

/** What somebody has lived so far: the facts that the résumé is written from. None of it is asked at registration. */
export interface Story {
  age: number;
  town: string;
  /** Latest first; years are whole. */
  jobs: { field: Field; title: string; years: number }[];
  /** Years in a care setting and in technical work. */
  yearsHealth: number;
  yearsTechnical: number;
  /** Out of work when the program began. */
  outOfWork: boolean;
  /** Subject of the capstone or practicum; absent where there was none. */
  capstone?: string;
  certifications: string[];
}

export type Background = { clinical: boolean; technical: boolean };

const titles: Record<Field, readonly string[]> = {
  clinical: [
    'Registered Nurse, Medical-Surgical Unit',
    'Registered Nurse, Emergency Department',
    'Licensed Practical Nurse',
    'Certified Medical Assistant',
    'Pharmacy Technician',
    'Respiratory Therapist',
    'Medical Laboratory Technician',
    'Radiologic Technologist',
    'Physical Therapist Assistant',
    'Dialysis Technician',
  ],
  records: [
    'Medical Records Clerk',
    'Medical Coder',
    'Patient Registration Representative',
    'Billing Specialist',
    'Unit Secretary',
    'Release of Information Specialist',
  ],
  technical: [
    'Help Desk Technician',
    'Network Technician',
    'Database Administrator',
    'Software Developer',
    'Systems Administrator',
    'Quality Assurance Tester',
    'Data Analyst',
    'Telecommunications Installer',
  ],
  other: [
    'Middle School Teacher',
    'Store Manager',
    'Logistics Sergeant, US Army',
    'Bank Branch Supervisor',
    'Event Coordinator',
    'Paralegal',
    'Warehouse Shift Lead',
    'Textile Mill Planner',
    'Restaurant Server',
  ],
};
const capstones = [
  'a go-live plan for a twelve-bed hospital',
  'a referral workflow for a free clinic',
  'a downtime procedure for a rehabilitation unit',
  'a training course for front-desk staff',
  'an interface test between a laboratory and a practice',
  'a privacy risk analysis for a dental office',
  'a dashboard of blood pressure control in a county',
];

/** Ages: first job about 27, changing about 51, moving up about 45; together about 45. */
const ages = { first: [21, 33], changing: [34, 68], 'moving-up': [30, 61] } as const;

export function inventStory(
  stage: SegmentAnswers['stage'],
  background: Background,
  certifications: readonly string[],
  random: Random,
): Story {
  const [low, high] = ages[stage];
  const age = around(low, high, random);
  const jobs = jobsOf(stage, background, age, random);
  const yearsIn = (...fields: Field[]) =>
    jobs.filter((job) => fields.includes(job.field)).reduce((sum, job) => sum + job.years, 0);
  const capstone = chance(0.7, random) ? pick(capstones, random) : undefined;
  return {
    age,
    town: pick(chance(0.2, random) ? ruralTowns : towns, random),
    jobs,
    yearsHealth: yearsIn('clinical', 'records'),
    yearsTechnical: yearsIn('technical'),
    outOfWork: stage !== 'moving-up' && chance(stage === 'changing' ? 0.7 : 0.4, random),
    ...(capstone && { capstone }),
    certifications: sample(certifications, between(0, 2, random), random),
  };
}

function jobsOf(
  stage: SegmentAnswers['stage'],
  background: Background,
  age: number,
  random: Random,
): Story['jobs'] {
  if (stage === 'first') return [jobOf('other', between(1, Math.max(1, age - 20), random), random)];
  const working = age - 22;
  const fields = fieldsOf(background, random);
  const main = fields.map((field) =>
    jobOf(
      field,
      Math.min(working, field === 'technical' ? around(4, 14, random) : around(2, 11, random)),
      random,
    ),
  );
  const left = working - main.reduce((sum, job) => sum + job.years, 0);
  if (left < 3 || stage === 'moving-up' || chance(0.3, random)) return main;
  return [...main, jobOf('other', Math.min(left, between(3, 12, random)), random)];
}

/** One in five of those with a technical background has it from school or from projects, not from a job. */
function fieldsOf({ clinical, technical }: Background, random: Random): Field[] {
  const care: Field = chance(0.7, random) ? 'clinical' : 'records';
  const worked = technical && chance(0.8, random);
  if (clinical && worked) return chance(0.5, random) ? [care, 'technical'] : ['technical', care];
  if (clinical) return [care];
  return worked ? ['technical'] : ['other'];
}

const jobOf = (field: Field, years: number, random: Random) => ({
  field,
  title: pick(titles[field], random),
  years: Math.max(1, years),
});
