/**
 * The large word of each outcome, and what a volunteer does next. The same on the server's page and in the browser.
 * @type {Record<string, { word: string, next: string }>}
 */
export const verdictWords = {
  ok: { word: 'Welcome', next: '' },
  ok_attention: { word: 'Welcome', next: '' },
  ok_offline: { word: 'Welcome', next: 'Offline: kept on this device.' },
  already: { word: 'Already here', next: '' },
  pending: { word: 'Not yet', next: 'Send them to a supervisor.' },
  wrong_fair: { word: 'Another fair', next: 'Ask for the badge of this fair.' },
  wrong_day: { word: 'Not today', next: 'Send them to a supervisor.' },
  canceled: { word: 'Canceled', next: 'Send them to a supervisor.' },
  revoked_code: {
    word: 'Old badge',
    next: 'Ask for the newest badge, or send them to a supervisor.',
  },
  unknown: {
    word: 'Unknown code',
    next: 'Scan again, type the code, or send them to a supervisor.',
  },
  employer_code: { word: 'Employer', next: '' },
  possible_duplicate: { word: 'Look closer', next: '' },
  device_revoked: { word: 'No access', next: 'Ask the organizer for a new pairing link.' },
  error: { word: 'Not saved', next: 'Scan again.' },
};

/** @param {string} outcome */
export const isWelcome = (outcome) =>
  outcome === 'ok' || outcome === 'ok_attention' || outcome === 'ok_offline';

const named = new Set([
  'already',
  'pending',
  'canceled',
  'wrong_day',
  'possible_duplicate',
  'employer_code',
]);

/** Whether an answer says whose badge it is: of a badge of no use here nobody is told that. @param {string} outcome */
export const tellsName = (outcome) => isWelcome(outcome) || named.has(outcome);

/**
 * The fields of an answer that say since when and where somebody is here.
 * @param {{ at: number, desk: string } | null | undefined} seen
 * @returns {{ since?: string, desk?: string }}
 */
export const seenFields = (seen) =>
  seen ? { since: new Date(seen.at).toISOString(), desk: seen.desk } : {};

/**
 * The lines under the large word.
 * @param {{ outcome: string, name?: string, text?: string, since?: string, desk?: string, employerArrived?: boolean }} result
 * @param {(at: string) => string} clock
 */
export function verdictLines(result, clock) {
  const { word, next } = verdictWords[result.outcome] ?? verdictWords.error;
  const came = result.since
    ? `First scanned ${clock(result.since)}${result.desk ? ` at ${result.desk}` : ''}.`
    : '';
  const team =
    result.outcome !== 'employer_code'
      ? ''
      : result.employerArrived
        ? 'This team has been marked as arrived.'
        : 'Is this the first of the team? Mark the team as arrived.';
  const since = result.outcome === 'already' ? came : '';
  const more = [since, result.text, team, next].filter(Boolean).join(' ');
  return { word, who: result.name ?? '', more };
}
