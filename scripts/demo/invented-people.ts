import { segmentQuestions, type SegmentAnswers } from '../../server/workforce/segments.ts';
import { inventName, mailbox, plainLetters } from './invented-names.ts';
import { allPrograms, type InventedProgram } from './invented-programs.ts';
import { inventStory, type Background, type Story } from './invented-stories.ts';
import { between, chance, pick, pickWeighted, sample, type Random } from './seeded-random.ts';

export interface InventedGraduate extends SegmentAnswers {
  name: string;
  preferredName?: string;
  /** Each once in a list; always under .example. */
  email: string;
  /** 555-0100 to 555-0199, which belong to nobody. */
  phone: string;
  /** Empty for the few who trained by themselves. */
  school: string;
  program: string;
  /** One to three role codes in order. */
  roles: string[];
  systems: { systemId: string; level: string }[];
  consent: 'all' | 'approve' | 'ask';
  /** Numbers of the fair's days from 0; absent: all days. */
  days?: number[];
  story: Story;
}

/** This one carries an emoji in the name, as somebody always does. */
const WITH_EMOJI = 17;
const consents = [
  ['all', 60],
  ['approve', 25],
  ['ask', 15],
] as const;
const domains = ['post', 'mailbox', 'letterbox', 'students', 'inbox', 'homemail'];
const areaCodes = ['229', '404', '470', '478', '678', '706', '762', '770', '912', '943'];

/** So many graduates who do not exist; the same stream of numbers gives the same people. */
export function inventPeople(count: number, random: Random): InventedGraduate[] {
  const taken = { names: new Set<string>(), emails: new Set<string>() };
  return Array.from({ length: count }, (_, at) =>
    inventGraduate(at === Math.min(WITH_EMOJI, count - 1), taken, random),
  );
}

interface Taken {
  names: Set<string>;
  emails: Set<string>;
}

function inventGraduate(withEmoji: boolean, taken: Taken, random: Random): InventedGraduate {
  const { name, preferredName } = unusedName(taken.names, random);
  const stage = pickWeighted(
    [
      ['first', 18],
      ['changing', 58],
      ['moving-up', 24],
    ] as const,
    random,
  );
  const background = backgroundOf(stage, random);
  const program = chance(0.06, random) ? undefined : pick(allPrograms, random);
  const roles = rolesOf(program, background, random);
  const story = inventStory(stage, background, certificationsOf(roles, background), random);
  const days = pickWeighted<number[] | undefined>(
    [
      [undefined, 70],
      [[0], 20],
      [[1], 10],
    ],
    random,
  );
  return {
    name: withEmoji ? `${name} 🌻` : name,
    ...(preferredName && { preferredName }),
    email: unusedEmail(name, taken.emails, random),
    phone: phoneOf(random),
    school: program?.school ?? '',
    program: program?.name ?? '',
    stage,
    ...answersOf(background, story),
    roles,
    systems: systemsOf(background, stage, random),
    consent: pickWeighted<InventedGraduate['consent']>(consents, random),
    ...(days && { days: [...days] }),
    story,
  };
}

const phoneOf = (random: Random): string =>
  `(${pick(areaCodes, random)}) 555-01${String(between(0, 99, random)).padStart(2, '0')}`;

/** Most come from care or from technical work, few from both, as programs report of their classes. */
function backgroundOf(stage: SegmentAnswers['stage'], random: Random): Background {
  const [clinical, technical] = pickWeighted(
    [
      [[true, false], 45],
      [[false, true], 30],
      [[true, true], 13],
      [[false, false], 12],
    ] as const,
    random,
  );
  return { clinical: clinical || stage === 'moving-up', technical };
}

/** In the words of the registration form, as the story has it: a job, else school, else not yet. */
function answersOf({ clinical, technical }: Background, { jobs }: Story) {
  const { health, technical: work } = segmentQuestions();
  const [clinicalJob, otherJob, trained, noCare] = health.options.map((option) => option.value);
  const [paid, learned, noWork] = work.options.map((option) => option.value);
  const had = (field: Story['jobs'][number]['field']) => jobs.some((job) => job.field === field);
  const care = had('clinical') ? clinicalJob! : had('records') ? otherJob! : trained!;
  return {
    health: clinical ? care : noCare!,
    technical: technical ? (had('technical') ? paid! : learned!) : noWork!,
  };
}

const clinicalRoles = ['CC-1', 'CC-2', 'CC-6', 'UB-1', 'UB-2'];
const technicalRoles = ['CC-5', 'CC-3', 'UB-5', 'UB-3', 'CC-4'];
const otherRoles = ['CC-3', 'CC-6', 'CC-4', 'UB-6', 'UB-4'];

function rolesOf(
  program: InventedProgram | undefined,
  { clinical, technical }: Background,
  random: Random,
) {
  const own = [
    ...(clinical ? clinicalRoles : []),
    ...(technical ? technicalRoles : []),
    ...(clinical || technical ? [] : otherRoles),
  ];
  const first = program && chance(0.7, random) ? program.roles[0]! : pick(own, random);
  const others = [...new Set([...(program?.roles ?? []), ...own])].filter((code) => code !== first);
  return [first, ...sample(others, between(0, 2, random), random)];
}

const knownSystems = [
  ['epic', 32],
  ['oracle-health', 20],
  ['meditech', 14],
  ['athenahealth', 9],
  ['eclinicalworks', 7],
  ['nextgen', 4],
  ['trubridge', 4],
  ['pointclickcare', 3],
  ['vista', 3],
  ['openemr', 6],
  ['sim-neehr', 5],
  ['mirth-connect', 4],
] as const;
const practicing = [
  ['production-use', 60],
  ['practicum', 20],
  ['classroom-lab', 15],
  ['certified', 5],
] as const;
const learning = [
  ['classroom-lab', 55],
  ['practicum', 28],
  ['seen-demo', 17],
] as const;

function systemsOf({ clinical }: Background, stage: SegmentAnswers['stage'], random: Random) {
  const count = pickWeighted(
    [
      [0, 15],
      [1, 40],
      [2, 30],
      [3, 15],
    ] as const,
    random,
  );
  const ids = new Set(Array.from({ length: count }, () => pickWeighted(knownSystems, random)));
  const levels = clinical && stage !== 'first' ? practicing : learning;
  return [...ids].map((systemId) => ({
    systemId,
    level: systemId === 'sim-neehr' ? 'classroom-lab' : pickWeighted<string>(levels, random),
  }));
}

function certificationsOf(roles: string[], { technical }: Background): string[] {
  return [
    ...(technical ? ['CompTIA A+', 'CompTIA Network+', 'ITIL Foundation'] : ['RHIT', 'CEHRS']),
    ...(roles.includes('UB-3') ? ['CHPS'] : []),
    ...(roles.includes('CC-4') ? ['CAPM'] : []),
    'CAHIMS',
  ];
}

/** Two people of one name would meet as possible duplicates at the door; a middle initial keeps them apart. */
function unusedName(taken: Set<string>, random: Random) {
  for (let attempt = 0; ; attempt++) {
    const invented = inventName(random);
    if (attempt > 3) invented.name = invented.name.replace(/ |$/, ` ${lettersOf(attempt)} `).trim();
    const key = plainLetters(invented.name).toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return invented;
  }
}

const lettersOf = (attempt: number): string => `${String.fromCharCode(65 + (attempt % 26))}.`;

function unusedEmail(name: string, taken: Set<string>, random: Random): string {
  const [box, domain] = [mailbox(name), pick(domains, random)];
  for (let number = 1; ; number++) {
    const email = `${box}${number > 1 ? number : ''}@${domain}.example`;
    if (taken.has(email)) continue;
    taken.add(email);
    return email;
  }
}
