import type { Types } from 'mongoose';
import type { EnrollmentState } from '../../server/employers/enrollment-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import type { FairDays } from './fair-days.ts';
import type { InventedEmployer, InventedPerson } from './invented-employers.ts';
import type { InventedGraduate } from './invented-people.ts';

/** Somebody of the demo who has an account. */
export interface Person {
  name: string;
  email: string;
  accountId: Types.ObjectId;
}

export interface DemoGraduate {
  who: InventedGraduate;
  registrationId: string;
  /** What the QR code of the badge holds. */
  badge: string;
  /** A printed copy that was voided since. */
  oldBadge?: string;
  /** The résumé was uploaded before the day. */
  early: boolean;
  /** False: mail to this address comes back. */
  mailbox: boolean;
  state: 'active' | 'pending' | 'canceled';
  /** YYYY-MM-DD */
  days: string[];
}

export interface DemoEmployer {
  who: InventedEmployer;
  enrollmentId: string;
  state: EnrollmentState;
  /** Owner of the employer's pages. */
  owner: InventedPerson;
  /** Codes of the team's badges; none before acceptance. */
  badges: string[];
}

export interface World {
  fair: FairFields;
  days: FairDays;
  organizer: Person;
  graduates: DemoGraduate[];
  employers: DemoEmployer[];
}
