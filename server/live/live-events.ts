import type { WaitEstimate } from '../dashboard/wait-estimate.ts';
import type { CallReason } from '../checkins/staff-call-model.ts';
import type { Outcome, ScanMessage, ScanResult } from '../checkins/outcome.ts';
import type { RoomRequest } from './live-rooms.ts';

/** Version of the messages below; a client states it in its handshake as `protocol`. See protocol.md. */
export const liveProtocol = 1;

export interface ServerToClientEvents {
  'dashboard:changed': (frame: DashboardFrame) => void;
  'desks:changed': (frame: Stamped<DesksState>) => void;
  'employer:changed': (frame: Stamped<{ arrivedGraduates: number; visits: number }>) => void;
  'graduate:changed': (frame: Stamped<{ kind: 'arrived' | 'visit' | 'consent-asked' }>) => void;
  /** Codes of the booths whose team is here. */
  'booths:changed': (frame: Stamped<{ arrivedEmployers: string[] }>) => void;
  'session:revoked': (end: { reason: string }) => void;
  'server:stopping': () => void;
}

/** Devices send scans and hear the outcome; everything else changes by forms over HTTP. */
export interface ClientToServerEvents {
  'checkin:submit': (scan: ScanMessage, answer: (result: ScanResult) => void) => void;
  'checkin:undo': (message: UndoMessage, answer: (result: UndoResult) => void) => void;
  'room:join': (request: RoomRequest, answer: (result: JoinAnswer) => void) => void;
}

/** `seq` is the fair's: a frame with a lower one is older. */
export type Stamped<T> = T & { seq: number };

export type DashboardFrame = Stamped<DashboardState>;

/** What the control room shows: totals, codes and names of employers, never a graduate. */
export interface DashboardState {
  arrived: number;
  expected: number;
  /** `at`: ISO 8601, the start of the five minutes. */
  arrivedByFiveMinutes: { at: string; count: number }[];
  byDesk: {
    deskId: string;
    name: string;
    arrived: number;
    refused: number;
    /** ISO 8601. */
    lastScanAt: string | null;
    /** Arrivals in each of the five minutes of `recentFives`. */
    recent: number[];
    /** Scans that its devices made without a line and have not sent yet, as they said last. */
    pending: number;
  }[];
  /** ISO 8601, the starts of the last five-minute spans of the day, up to the last that has arrivals. */
  recentFives: string[];
  wait: WaitEstimate;
  bySegment: { segment: string; label: string; arrived: number; expected: number }[];
  employersHere: number;
  employersExpected: number;
  employersLeft: number;
  missingEmployers: { enrollmentId: string; name: string; boothCode: string | null }[];
  /** Missing ones, once they are late, with whom to call; the first 25. */
  lateEmployers: LateEmployer[];
  refused: { outcome: Outcome; count: number }[];
  /** The newest ten, newest first. `at`: ISO 8601. */
  lastRefused: { at: string; desk: string; outcome: Outcome }[];
  /** Scans made without a line that do not fit what the server knows; `latest` the newest five. */
  conflicts: { open: number; latest: { at: string; desk: string; kind: string }[] };
  /** Kiosks that ask for staff, the longest first. */
  staffCalls: ShownCall[];
  /** Kiosks that turn visitors away until staff are there, the longest first. */
  kiosksOut: KioskOut[];
  /** Workshops and other parts that people enter and leave. */
  zones: { zoneId: string; name: string; inside: number; capacity: number | null }[];
  mail: {
    queued: number;
    sent: number;
    failed: number;
    kept: number;
    /** Age of the oldest row that still waits. */
    oldestSeconds: number | null;
  };
  visits: number;
  undecidedVisits: number;
}

/** What every desk is told: what it shows of the fair, and who wants staff. */
export type DesksState = Pick<DashboardState, 'arrived' | 'expected'> &
  Partial<Pick<DashboardState, 'staffCalls' | 'kiosksOut'>>;

/** By the names of desk and kiosk; `at`: ISO 8601. */
export interface KioskOut {
  desk: string;
  kiosk: string;
  at: string;
}

export interface ShownCall extends KioskOut {
  why: CallReason;
}

export interface LateEmployer {
  enrollmentId: string;
  name: string;
  boothCode: string | null;
  contact: string;
  phone: string;
}

export interface UndoMessage {
  scanId: string;
  reason?: string;
}

export interface UndoResult {
  ok: boolean;
  /** A sentence for the volunteer. */
  text?: string;
}

export type JoinAnswer = { ok: true } | { ok: false; reason: 'not-allowed' | 'too-many' | 'error' };
