/** A booth as the engine sees it. Places and distances are meters. */
export interface BoothFacts {
  id: string;
  number: string;
  room: string;
  /** Its middle. */
  x: number;
  y: number;
  /** Length of its longer side. */
  front: number;
  tier: 'standard' | 'premium';
  sockets: number;
  anchor: boolean;
  accessible: boolean;
  /** Where an aisle ends at a wall, so that few pass by. */
  deadEnd: boolean;
  /** To the nearest help desk. */
  toStaff: number;
  /** The role families of the zone that it lies in; none: anybody's. */
  families: string[];
}

/** An employer as the engine sees it. */
export interface EmployerFacts {
  id: string;
  name: string;
  tier: 'standard' | 'premium';
  /** Meters that it needs along the aisle; 0: any booth will do. */
  front: number;
  sockets: number;
  accessible: boolean;
  /** Booth numbers or row letters, best first. */
  wishes: string[];
  /** Ids of employers; each holds in both directions. */
  apartFrom: string[];
  togetherWith: string[];
  families: string[];
  sponsor: boolean;
  /** Its people work from elsewhere, on a screen at the booth. */
  remote: boolean;
  firstTimer: boolean;
  rural: boolean;
  /** Visitors expected, by registered interest. */
  crowd: number;
  /** Number of the booth that it had last year and asks for again. */
  lastBooth?: string;
  /** Id of the booth that the organizer gave it. */
  pinnedTo?: string;
}

export const ruleKinds = [
  'package',
  'size',
  'power',
  'access',
  'apart',
  'together',
  'families',
  'sponsors',
  'staff',
  'wishes',
  'dead-ends',
  'traffic',
  'last-booth',
] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A rule that is on. A hard one holds for every plan; any other counts by its weight. */
export interface Rule {
  kind: RuleKind;
  hard: boolean;
  /** 1 to 10. */
  weight: number;
  /** Of `apart`, `together` and `staff`: the distance that counts. */
  meters?: number;
}

export interface AssignmentProblem {
  booths: BoothFacts[];
  employers: EmployerFacts[];
  rules: Rule[];
}
