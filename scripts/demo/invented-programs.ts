import { sample, type Random } from './seeded-random.ts';

/** No towns of these names are known to us; nothing is said of real ones. */
export const towns = [
  'Larkmoor',
  'Tallow Creek',
  'Quillhaven',
  'Ashbrook Falls',
  'Copperlight',
  'Winterfern',
  'Dunmere',
  'Halewick',
  'Brackenford',
  'Sorrel Gap',
  'Juniper Bluff',
  'Old Ferry Landing',
  'Kestrel Point',
  'Mossy Ford',
  'Pinehollow',
  'Marrow Bay',
  'Three Oaks Crossing',
  'Sallow Hill',
  'Ember Valley',
  'Fallowfield Junction',
];

/** Small places, far from the others. */
export const ruralTowns = [
  'Thistle Fork',
  'Lower Wicken',
  'Cotton Bell',
  'Sparrow Mills',
  'Gantry Hollow',
  'Redclay Station',
  'Owl Prairie',
  'Hushwater',
  'Broken Kettle',
  'Needle Rock',
  'Sweetgum Bend',
  'Half Moon Ferry',
];

export interface InventedProgram {
  school: string;
  name: string;
  place: string;
  track: 'community-college' | 'university';
  /** Role codes that it leads to. */
  roles: string[];
}

const college = (school: string, place: string, programs: [string, string[]][]) =>
  programs.map(([name, roles]): InventedProgram => ({
    school,
    name,
    place: `${place}, Georgia`,
    track: roles[0]!.startsWith('CC') ? 'community-college' : 'university',
    roles,
  }));

const implementation: [string, string[]] = [
  'Certificate in EHR Implementation Support',
  ['CC-3', 'CC-4', 'CC-6'],
];
const support: [string, string[]] = ['Certificate in Health IT Support', ['CC-5', 'CC-3']];
const workflow: [string, string[]] = [
  'Certificate in Practice Workflow Redesign',
  ['CC-1', 'CC-2', 'CC-6'],
];
const records: [string, string[]] = ['AAS in Health Information Management', ['UB-2', 'UB-3']];
const informatics: [string, string[]] = ['MS in Health Informatics', ['UB-1', 'UB-2', 'UB-6']];
const security: [string, string[]] = [
  'Graduate Certificate in Health Information Privacy',
  ['UB-3', 'UB-2'],
];
const engineering: [string, string[]] = ['BS in Health Software Engineering', ['UB-5', 'UB-4']];

/** Every program of the demo, the same for each seed, so that graduates and the organizer's list agree. */
export const allPrograms: readonly InventedProgram[] = [
  college('Larkmoor Technical College', 'Larkmoor', [implementation, support, workflow]),
  college('Tallow Creek Community College', 'Tallow Creek', [implementation, records]),
  college('Quillhaven State University', 'Quillhaven', [informatics, engineering]),
  college('Ashbrook Falls Technical College', 'Ashbrook Falls', [support, workflow]),
  college('Winterfern University', 'Winterfern', [informatics, security]),
  college('Dunmere Community College', 'Dunmere', [implementation, support, records]),
  college('Halewick Institute', 'Halewick', [engineering, security]),
  college('Sorrel Gap College', 'Sorrel Gap', [workflow, implementation]),
  college('Marrow Bay Technical College', 'Marrow Bay', [support, records]),
  college('Owl Prairie Community College', 'Owl Prairie', [implementation, workflow]),
  college('Copperlight Polytechnic', 'Copperlight', [engineering, informatics]),
  college('Kestrel Point College', 'Kestrel Point', [records, support]),
].flat();

/** Schools with their programs, in an order of the seed's own. */
export const inventedPrograms = (random: Random): InventedProgram[] =>
  sample(allPrograms, allPrograms.length, random);
