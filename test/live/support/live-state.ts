/** The browser's half, as the tests import it. */
interface LiveState {
  liveView<T extends { seq?: number }>(page: {
    frames: 'numbered' | 'newest' | 'hint';
    readSnapshot(): Promise<T | null>;
    apply(state: T): void;
  }): { takeFrame(frame: T): unknown; refresh(): Promise<void> };
}

const module: string = '../../../public/js/live-state.js';
export const { liveView } = (await import(module)) as LiveState;
