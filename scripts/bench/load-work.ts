/** What a load process is asked to do. */
export type Work = RequestWork | ScanWork | DashboardWork | CountWork | BareWork;

export interface RequestWork {
  do: 'requests';
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  /** The last one is sent first. */
  bodies: string[];
  atOnce: number;
}

export interface ScanWork {
  do: 'scans';
  url: string;
  cookie: string;
  codes: string[];
  perSecond: number;
}

/** Opens so many; without `more`, those that are open are closed before. */
export interface DashboardWork {
  do: 'dashboards';
  url: string;
  cookie: string;
  fairId: string;
  count: number;
  more?: boolean;
}

/** Asks for what the open dashboards have heard since they were last asked. */
export interface CountWork {
  do: 'count';
}

/** So many more plain WebSockets, which say nothing. */
export interface BareWork {
  do: 'bare-sockets';
  url: string;
  more: number;
}

export interface Done {
  /** Milliseconds of each answer. */
  ms: number[];
  /** When each was sent, in milliseconds since 1970. */
  sentAt: number[];
  errors: number;
  /** Latest start of a paced send after its time, or the longest delay of the event loop, in milliseconds. */
  ownDelayMs: number;
  /** What arrived at all dashboards together. */
  frames: number;
  /** The number of arrivals that each dashboard heard last. */
  shown: number[];
}

export const nothingDone = (): Done => ({
  ms: [],
  sentAt: [],
  errors: 0,
  ownDelayMs: 0,
  frames: 0,
  shown: [],
});
