const ANSWER_MS = 4000;

/**
 * What may follow somebody who is in: a question that the organizer wants asked, and a badge to print. It is fetched
 * after the verdict stands, and is no news when the line is gone.
 * @param {HTMLElement} page
 * @param {string} scanId
 * @param {() => boolean} isCurrent whether the page still shows that scan
 * @param {() => void} stay keeps the verdict until somebody presses
 */
export async function offerNext(page, scanId, isCurrent, stay) {
  const [ask, print] = [page.querySelector('[data-ask]'), page.querySelector('[data-print]')];
  if (!(ask instanceof HTMLAnchorElement) || !(print instanceof HTMLAnchorElement)) return;
  const base = `${ask.dataset.ask}/checkins/${scanId}`;
  const signal = AbortSignal.timeout(ANSWER_MS);
  const answer = await fetch(`${base}/offers.json`, { signal });
  if (!answer.ok) return;
  const { questions, required, print: how } = await answer.json();
  if (!isCurrent()) return;
  ask.href = `${base}/questions`;
  ask.textContent = `Ask: ${questions.join(', ')}`;
  ask.hidden = questions.length === 0;
  print.href = `${base}/badge`;
  print.classList.toggle('button--quiet', how !== 'first');
  print.hidden = how === 'no';
  if (required) stay();
}
