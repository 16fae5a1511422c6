import type { employerKinds } from '../../server/employers/employer-model.ts';
import { ruralTowns, towns } from './invented-programs.ts';
import { pick, sample, type Random } from './seeded-random.ts';

export type EmployerKind = (typeof employerKinds)[number];

export function placesOf(rural: boolean, random: Random): { town: string; place: string } {
  const town = pick(rural ? ruralTowns : towns, random);
  return { town, place: `${town}, Georgia` };
}

const saints = ['Good Shepherd', 'Morning Star', 'Seven Springs', 'Sister Ottilie', 'Old Mission'];
const marks = [
  'Brightledger',
  'Cedarwire',
  'Chartwheel',
  'Clearwick',
  'Corridor Nine',
  'Dovetail Loop',
  'Fernway',
  'Glasshouse',
  'Harborline',
  'Inkwell',
  'Kindling',
  'Lanternfish',
  'Meadowgate',
  'Nightdesk',
  'Orchard Street',
  'Papercrane',
  'Quiet Signal',
  'Ropewalk',
  'Sandglass',
  'Tidewire',
  'Umbrella Pine',
  'Wrenhouse',
];
const partners = [
  'Ostrow',
  'Hollin',
  'Pell',
  'Varga',
  'Tamsin',
  'Ekholm',
  'Bright',
  'Noor',
  'Quist',
];

/** `T` stands for the town, `S` for a patron, `M` for a mark, `P` for two partners. */
const patterns: Record<EmployerKind, readonly string[]> = {
  hospital: [
    'T Regional Medical Center',
    'T General Hospital',
    'S Hospital of T',
    'T Children’s Hospital',
    'T Rehabilitation Hospital',
    'T University Health',
    'S Health, T',
    'T Veterans Hospital',
    'S Behavioral Hospital of T',
  ],
  clinic: [
    'T Family Practice',
    'T Community Health Center',
    'S Clinic of T',
    'T Pediatrics',
    'T Heart and Vascular Group',
    'T Orthopedics',
    'T Women’s Health',
    'T Dialysis Center',
    'S Senior Living of T',
    'T Urgent Care',
  ],
  vendor: [
    'M Health Systems',
    'M Clinical Software',
    'M Interfaces',
    'M Analytics',
    'M Telehealth',
    'M Records',
  ],
  consultancy: ['P Advisory', 'P Health Consulting', 'P Go-Live Partners', 'M Consulting'],
  plan: ['T Health Plan', 'M Health Plan', 'S Mutual Care of T', 'T Physicians Network'],
  'public-health': [
    'T Health District',
    'T County Board of Health',
    'T Immunization Registry',
    'T Health Information Exchange',
  ],
  agency: ['M Staffing', 'P Health Talent', 'M Interim Teams'],
  other: ['M Research Institute', 'T Nurses Cooperative', 'T Library of Medicine', 'M Foundation'],
};
const ruralHospitals = [
  'T Critical Access Hospital',
  'T County Hospital',
  'S Hospital at T',
  'T Memorial Hospital',
];

/** A name of the kind; from the fourth attempt on with a direction, so that long lists find enough of them. */
export function nameOf(
  kind: EmployerKind,
  rural: boolean,
  town: string,
  attempt: number,
  random: Random,
) {
  const pattern = pick(rural && kind === 'hospital' ? ruralHospitals : patterns[kind], random);
  const name = fillPattern(pattern, town, random);
  if (attempt < 4) return name;
  return `${pick(['North', 'South', 'East', 'West', 'Upper', 'New', 'Greater'], random)} ${name}`;
}

/** Puts the town, a patron, a mark or partners where a pattern has their letter. */
export const fillPattern = (pattern: string, town: string, random: Random): string =>
  pattern
    .replace(/\bP\b/, () => sample(partners, 2, random).join(' & '))
    .replace(/\bT\b/, () => town)
    .replace(/\bS\b/, () => pick(saints, random))
    .replace(/\bM\b/, () => pick(marks, random));
