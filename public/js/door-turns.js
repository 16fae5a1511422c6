/** One after the other; what fails holds up nothing behind it. */
export function oneByOne() {
  let turn = Promise.resolve();
  let waiting = 0;

  return {
    isBusy: () => waiting > 0,
    /** @param {() => Promise<void>} work */
    take(work) {
      waiting += 1;
      const done = turn.then(work).finally(() => (waiting -= 1));
      turn = done.catch(() => {});
      return done;
    },
  };
}
