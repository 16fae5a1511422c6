import { setImmediate as nextTurn } from 'node:timers/promises';
import { liveView } from './live-state.ts';

interface State {
  seq: number;
  arrived: number;
}

/**
 * A fair, the owner of its feed, a line and a page, with every step on its own so that a test can put any other
 * between: the owner counts, then numbers; a snapshot reads the number, is counted, and arrives.
 */
export function simulatedFair() {
  const fair = { arrived: 0, seq: 0, changed: false };
  let counted: number | null = null;
  let line: State[] = [];
  const snapshots: { seq?: number; arrived?: number; arrive(state: State | null): void }[] = [];
  const shown: State[] = [];

  const view = liveView<State>({
    frames: 'numbered',
    readSnapshot: () => new Promise((arrive) => snapshots.push({ arrive })),
    apply: (state) => shown.push(state),
  });

  const steps = {
    change() {
      fair.arrived += 1;
      fair.changed = true;
    },
    count() {
      if (!fair.changed || counted !== null) return;
      fair.changed = false;
      counted = fair.arrived;
    },
    number() {
      if (counted === null) return;
      fair.seq += 1;
      line.push({ seq: fair.seq, arrived: counted });
      counted = null;
    },
    /** The owner dies between numbering and sending; the next one counts again because nobody saw a frame. */
    die() {
      if (counted !== null) fair.seq += 1;
      counted = null;
      fair.changed = true;
    },
    deliver() {
      const frame = line.shift();
      if (frame) view.takeFrame(frame);
    },
    repeat() {
      const [frame] = line;
      if (frame) view.takeFrame(frame);
    },
    lose: () => void line.shift(),
    cut: () => void (line = []),
    reconnect() {
      line = [];
      void view.refresh();
    },
    snapshotReadsNumber() {
      const [snapshot] = snapshots;
      if (snapshot) snapshot.seq ??= fair.seq;
    },
    snapshotCounts() {
      const [snapshot] = snapshots;
      if (snapshot?.seq !== undefined) snapshot.arrived ??= fair.arrived;
    },
    snapshotArrives() {
      const { seq, arrived, arrive } = snapshots[0] ?? {};
      if (seq === undefined || arrived === undefined) return;
      snapshots.shift();
      arrive?.({ seq, arrived });
    },
    snapshotFails: () => void snapshots.shift()?.arrive(null),
  };

  return {
    fair,
    shown,
    steps,
    async take(step: keyof typeof steps): Promise<void> {
      steps[step]();
      await nextTurn();
    },
    /** Whatever is under way ends: nothing new happens, nothing more is lost. */
    async calmDown(): Promise<void> {
      for (let round = 0; round < 4 || snapshots.length > 0; round += 1)
        for (const step of [
          'count',
          'number',
          'deliver',
          'snapshotReadsNumber',
          'snapshotCounts',
          'snapshotArrives',
        ] as const)
          await this.take(step);
      while (line.length > 0) await this.take('deliver');
    },
  };
}

export type Step = keyof ReturnType<typeof simulatedFair>['steps'];
