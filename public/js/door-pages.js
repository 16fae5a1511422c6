/** From the second visit on, the page opens without the server, too. Where that is refused, it needs the server. */
export function keepPages() {
  navigator.serviceWorker
    ?.register('/desk/worker.js', { scope: '/desk/', updateViaCache: 'none' })
    .then(() => navigator.serviceWorker.ready)
    // What was open before the worker is asked for once more, so that it keeps the page.
    .then(({ active }) => active?.postMessage({ keep: location.pathname }))
    .catch(() => {});
}
