/**
 * What a page knows of one room. Frames and snapshots may come late, twice or not at all; the page always shows the
 * newest that it was given.
 * @template {{ seq?: number }} T
 * @param {object} page
 * @param {'numbered' | 'newest' | 'hint'} page.frames `numbered`: whole states that count up by one, so a step of more
 *   means a loss. `newest`: whole states with any step. `hint`: the frame says only that there is something to read.
 * @param {() => Promise<T | null>} page.readSnapshot null when it could not be read
 * @param {(state: T) => void} page.apply
 */
export function liveView({ frames, readSnapshot, apply }) {
  let known = -1;
  let reading = false;
  let again = false;

  /** Reads the snapshot; asked again meanwhile, once more, because the first may have been counted too early. */
  async function refresh() {
    again = true;
    if (reading) return;
    reading = true;
    while (again) {
      again = false;
      const snapshot = await readSnapshot().catch(() => null);
      if (snapshot) take(snapshot, snapshot.seq ?? known);
    }
    reading = false;
  }

  /**
   * @param {T} state
   * @param {number} seq
   */
  function take(state, seq) {
    if (seq < known) return;
    known = seq;
    apply(state);
  }

  /** @param {T} frame */
  function takeFrame(frame) {
    const seq = frame.seq ?? -1;
    if (frames === 'hint') return refresh();
    if (seq <= known) return;
    const missed = frames === 'numbered' && known >= 0 && seq > known + 1;
    take(frame, seq);
    if (missed) return refresh();
  }

  return { takeFrame, refresh };
}
