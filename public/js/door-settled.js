const SETTLED_MS = 1500;

/**
 * Runs what the first scan does not need: on a first visit once the page stands, so that nobody waits for it; later at
 * once, because by then it comes from this device.
 * @param {() => Promise<void>} work
 */
export async function whenSettled(work) {
  if (!navigator.serviceWorker?.controller) {
    if (document.readyState !== 'complete')
      await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  }
  await work();
}
