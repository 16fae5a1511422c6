/**
 * The chip that says how the line is, and how many scans wait on this device.
 * @param {HTMLElement} page
 */
export function doorChip(page) {
  const chip = page.querySelector('[data-door-chip]');
  let [live, waiting, canDecide, ended] = [false, 0, false, false];

  function draw() {
    if (!(chip instanceof HTMLElement)) return;
    chip.dataset.live = live ? 'on' : 'off';
    const noLine = canDecide ? 'Offline' : 'Connecting…';
    const line = ended ? 'No access' : live ? 'Live' : noLine;
    chip.textContent = waiting ? `${line}, ${waiting} to hand in` : line;
  }

  return {
    /** @param {boolean} is */
    setLive(is) {
      live = is;
      draw();
    },
    /** @param {number} scans */
    setWaiting(scans) {
      waiting = scans;
      draw();
    },
    /** Whether there is a line does not matter any more. */
    end() {
      [live, ended] = [false, true];
      draw();
    },
    /** This device has a list of its own to decide by. */
    setReady() {
      canDecide = true;
      draw();
    },
  };
}
