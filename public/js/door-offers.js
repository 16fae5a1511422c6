const ANSWER_MS = 4000;

/**
 * What may follow somebody who is in: a question that the organizer wants asked, and a badge to print. It is fetched
 * after the verdict stands, and is no news when the line is gone. What is to be asked stands beside the next scan, too,
 * because a welcome goes by itself.
 * @param {HTMLElement} page
 * @param {{ scanId: string, name?: string }} scan
 * @param {() => boolean} isLast whether nothing was scanned since
 * @param {() => void} stay keeps the verdict until somebody presses
 */
export async function offerNext(page, { scanId, name = '' }, isLast, stay) {
  const asks = /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll('a[data-ask]'));
  const print = page.querySelector('[data-print]');
  if (!asks[0] || !(print instanceof HTMLAnchorElement)) return;
  const base = `${asks[0].dataset.ask}/checkins/${scanId}`;
  const signal = AbortSignal.timeout(ANSWER_MS);
  const answer = await fetch(`${base}/offers.json`, { signal });
  if (!answer.ok) return;
  const { questions, required, print: how } = await answer.json();
  if (!isLast()) return;
  for (const ask of asks) {
    ask.href = `${base}/questions`;
    ask.textContent = `Ask: ${questions.join(', ')}`;
    ask.hidden = questions.length === 0;
  }
  keepAsking(page, questions.length > 0, name);
  print.href = `${base}/badge`;
  print.classList.toggle('button--quiet', how !== 'first');
  print.hidden = how === 'no';
  if (required) stay();
}

/** @param {HTMLElement} page @param {boolean} isOpen @param {string} name */
function keepAsking(page, isOpen, name) {
  const line = page.querySelector('[data-last]');
  const who = page.querySelector('[data-last-who]');
  if (!(line instanceof HTMLElement) || !who) return;
  who.textContent = name;
  line.hidden = !isOpen;
}
