/** Below this many scans in its best five minutes no desk has shown yet how fast it can be. */
const FEWEST_SCANS = 10;
/** At such a share of the fastest pace a line grows faster than anybody can say for how long. */
const FULL = 0.95;
const FIVE_MINUTES_S = 300;

export interface DoorPace {
  /** Scans of all desks in the last five minutes. */
  scans: number;
  /** Desks with a scan in the last five minutes. */
  desks: number;
  /** Most scans that one desk made in any five minutes of the day. */
  fastest: number;
}

export interface WaitEstimate extends DoorPace {
  kind: 'nobody' | 'too_early' | 'growing' | 'seconds';
  /** Null where no time can be told. */
  seconds: number | null;
}

/**
 * How long people wait at the door. A desk's fastest five minutes say how long one person takes; how near the desks
 * are to that pace says how often one person finds another before them. The mean wait then is that of one line
 * before a desk that takes the same time for everybody: t · u / (2 · (1 − u)), for t a person's time and u the share.
 */
export function estimateWait(pace: DoorPace): WaitEstimate {
  if (pace.scans === 0 || pace.desks === 0) return { ...pace, kind: 'nobody', seconds: null };
  if (pace.fastest < FEWEST_SCANS) return { ...pace, kind: 'too_early', seconds: null };
  const share = pace.scans / pace.desks / pace.fastest;
  if (share >= FULL) return { ...pace, kind: 'growing', seconds: null };
  const perPerson = FIVE_MINUTES_S / pace.fastest;
  const seconds = Math.round((perPerson * share) / (2 * (1 - share)));
  return { ...pace, kind: 'seconds', seconds };
}
