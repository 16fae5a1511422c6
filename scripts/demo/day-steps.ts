import type { Assessment } from './employer-day.ts';
import type { InventedGraduate } from './invented-people.ts';

/** What does not go smoothly at the door. */
export type Twist =
  'scanned again' | 'at two desks at once' | 'undone' | 'undone and back' | 'old badge first';

export interface Arrives {
  kind: 'arrives';
  /** Place in the world's list. */
  graduate: number;
  desk: number;
  twist?: Twist;
}
export interface Meets {
  kind: 'meets';
  graduate: number;
  employer: number;
  assessment: Assessment;
  /** Minutes until it is written down. */
  writtenAfter: number;
  faceToFace: 'yes' | 'no';
}
export type Step =
  | Arrives
  | Meets
  | { kind: 'team arrives'; employer: number; badge: number; desk: number }
  | { kind: 'refused'; code: string; desk: number; because: string }
  | { kind: 'walks in'; who: InventedGraduate }
  | { kind: 'uploads'; graduate: number }
  | { kind: 'changes consent'; graduate: number; to: 'all' | 'approve' | 'ask' }
  | { kind: 'looks whom they met'; graduate: number }
  | { kind: 'searches'; employer: number }
  | { kind: 'closes' }
  | { kind: 'follows up'; audience: 'came' | 'did-not-come' | 'employers-undecided' };

export interface PlannedStep {
  /** After opening; before it when negative. */
  minute: number;
  step: Step;
}
