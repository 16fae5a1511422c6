import type { Config } from './config.ts';
import type { Consequences } from './consequences.ts';
import type { FileStore } from './database/file-store.ts';
import type { Secrets } from './database/secrets.ts';
import type { Background } from './jobs/background.ts';
import type { LivePublisher } from './live/live-publisher.ts';
import type { Logger } from './logger.ts';
import type { Verdict } from './resumes/extraction/examine-resume.ts';

/** What the app is given from outside; tests and the demo pass their own. */
export interface Deps {
  config: Config & { publicUrl: string };
  log: Logger;
  /** The real clock: security, leases, mail. */
  now(): Date;
  /** The fair's clock: the same as `now`, but faster in the demo. */
  fairNow(): Date;
  live: LivePublisher;
  files: FileStore;
  secrets: Secrets;
  /** With a certificate of our own: PEM of the authority behind it, and the port of the plain listener that hands it out. */
  trust?: { authority: string; httpPort: number };
  background: Background;
  /** Wakes the mail worker. */
  mailQueued(): void;
  examineResume(file: { name: string; bytes: Buffer }): Promise<Verdict>;
  /** What must follow in slices further right; listed once in app.ts. */
  follow: Consequences;
  demo?: DemoClock;
}

/** The demo's simulated day, as its banner shows and steers it. */
export interface DemoClock {
  timeZone: string;
  speed(): number;
  paused(): boolean;
  /** The day is over: the clock stands still for good. */
  ended(): boolean;
  setSpeed(speed: number): void;
  setPaused(paused: boolean): void;
}
