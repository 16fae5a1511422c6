export interface BoothPlace {
  id: string;
  /** Row letter and number, e.g. A4. */
  code: string;
  row: number;
  column: number;
  aisleSide?: boolean;
  power: boolean;
  accessible: boolean;
  /** Kept for premium employers. */
  premium: boolean;
  /** Ids of the booths that stand beside it. */
  neighbors: string[];
}

export interface BoothSeeker {
  id: string;
  name: string;
  tier: 'standard' | 'premium';
  needsPower: boolean;
  needsAccessible: boolean;
  /** Booth codes or row letters, best first. */
  wishes: string[];
  /** Ids of employers whom it must not stand beside; counts in both directions. */
  notBeside: string[];
  /** The organizer's own choice of booth. */
  pinnedBoothId?: string;
}

export interface BoothProblem {
  booths: BoothPlace[];
  employers: BoothSeeker[];
}

export interface Placement {
  employerId: string;
  boothId: string;
  /** Which wish it meets, from 0; null: none. */
  wishRank: number | null;
  reasons: string[];
}

export interface BoothPlan {
  placements: Placement[];
  unplaced: { employerId: string; reason: string }[];
  /** Points for wishes met (wish-points.ts). */
  wishValue: number;
  /** The most points that any plan can reach that places as many employers. */
  wishBound: number;
  /** Pairs placed beside each other that must not be; an employer who cannot be kept apart stays unplaced instead. */
  apartViolations: number;
  value: number;
  /** No plan that places as many employers meets the wishes better. */
  provenForWishes: boolean;
  ms: number;
}
