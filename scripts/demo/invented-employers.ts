import { inventName, mailbox } from './invented-names.ts';
import { inventOpenings, type InventedOpening } from './invented-openings.ts';
import { placesOf, nameOf, type EmployerKind } from './invented-organizations.ts';
import { between, chance, pick, pickWeighted, sample, type Random } from './seeded-random.ts';

export interface InventedPerson {
  name: string;
  email: string;
}

export interface InventedEmployer {
  name: string;
  kind: EmployerKind;
  place: string;
  rural: boolean;
  website: string;
  about: string;
  contact: InventedPerson & { phone: string };
  tierWish: 'standard' | 'premium';
  needsPower: boolean;
  needsAccessible: boolean;
  /** Rows and booths, best first. */
  wishes: string[];
  /** Names of other employers of the list, not to stand beside. */
  competitors: string[];
  openings: InventedOpening[];
  /** Those who stand at the booth; the contact may be one of them. */
  representatives: InventedPerson[];
}

const kinds = [
  ['hospital', 34],
  ['clinic', 20],
  ['vendor', 16],
  ['consultancy', 9],
  ['plan', 7],
  ['public-health', 7],
  ['agency', 5],
  ['other', 2],
] as const;

/** So many employers who do not exist; the same stream of numbers gives the same list. */
export function inventEmployers(count: number, random: Random): InventedEmployer[] {
  const taken = new Set<string>();
  const employers = Array.from({ length: count }, () => inventEmployer(taken, random));
  for (const employer of employers)
    employer.competitors = competitorsOf(employer, employers, random);
  return employers;
}

function inventEmployer(taken: Set<string>, random: Random): InventedEmployer {
  const kind = pickWeighted<EmployerKind>(kinds, random);
  const rural = chance(ruralShare[kind] ?? 0, random);
  const { town, place } = placesOf(rural, random);
  const name = unusedName(kind, rural, town, taken, random);
  const domain = `${mailbox(name).replaceAll('.', '-')}.example`;
  const people = inventTeam(domain, between(1, 4, random), random);
  const large = kind === 'vendor' || (kind === 'hospital' && !rural);
  return {
    name,
    kind,
    place,
    rural,
    website: `www.${domain}`,
    about: aboutOf(kind, rural, town, random),
    contact: {
      ...(chance(0.6, random) ? people[0]! : inventTeam(domain, 1, random, people)[0]!),
      phone: `(404) 555-01${String(between(0, 99, random)).padStart(2, '0')}`,
    },
    tierWish: chance(large ? 0.3 : 0.06, random) ? 'premium' : 'standard',
    needsPower: chance(kind === 'vendor' ? 0.9 : 0.45, random),
    needsAccessible: chance(0.06, random),
    wishes: wishesOf(random),
    competitors: [],
    openings: inventOpenings(kind, rural, place, random),
    representatives: people,
  };
}

const ruralShare: Partial<Record<EmployerKind, number>> = {
  hospital: 0.4,
  clinic: 0.35,
  'public-health': 0.4,
};

function unusedName(
  kind: EmployerKind,
  rural: boolean,
  town: string,
  taken: Set<string>,
  random: Random,
): string {
  for (let attempt = 0; ; attempt++) {
    const name = nameOf(kind, rural, town, attempt, random);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function inventTeam(
  domain: string,
  size: number,
  random: Random,
  beside: InventedPerson[] = [],
): InventedPerson[] {
  const people: InventedPerson[] = [];
  while (people.length < size) {
    const { name } = inventName(random);
    const email = `${mailbox(name)}@${domain}`;
    if (![...beside, ...people].some((person) => person.email === email))
      people.push({ name, email });
  }
  return people;
}

/** Two in five care where they stand: at a row, or at a booth that they had before. */
function wishesOf(random: Random): string[] {
  if (!chance(0.4, random)) return [];
  const rows = sample([...'ABCDEFGH'], between(1, 3, random), random);
  return rows.map((row) => (chance(0.5, random) ? row : `${row}${between(1, 12, random)}`));
}

function competitorsOf(
  employer: InventedEmployer,
  all: InventedEmployer[],
  random: Random,
): string[] {
  if (!chance(employer.kind === 'vendor' ? 0.6 : 0.15, random)) return [];
  const rivals = all.filter((other) => other !== employer && other.kind === employer.kind);
  return sample(rivals, between(1, 2, random), random).map((rival) => rival.name);
}

const aboutLines: Record<EmployerKind, readonly string[]> = {
  hospital: [
    'We care for the people of our county and are moving all units to one record system.',
    'A teaching hospital with a small informatics team that grows from within.',
  ],
  clinic: [
    'Primary care, behavioral health and a pharmacy under one roof.',
    'A group of practices that shares one record system and one help desk.',
  ],
  vendor: [
    'We build software that nurses would choose themselves.',
    'We connect laboratories, practices and pharmacies.',
  ],
  consultancy: [
    'We help hospitals through go-lives and stay until the unit is calm again.',
    'Workflow first, software second: that is how we consult.',
  ],
  plan: ['A health plan of neighbors: members, providers and data in one region.'],
  'public-health': ['We watch over the health of several counties and report what we find.'],
  agency: ['We place trainers and support staff for the weeks around a go-live.'],
  other: ['A research group that studies how records are used at the bedside.'],
};

const aboutOf = (kind: EmployerKind, rural: boolean, town: string, random: Random): string =>
  `${pick(aboutLines[kind], random)}${rural ? ` ${town} is small: you would know everybody you help.` : ''}`;
