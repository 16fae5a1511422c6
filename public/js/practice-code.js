import { plausibleCode } from './door-code.js';

/**
 * Badges to practice with. No badge that this fair issues has such a token: of a real one, the last letter stands for
 * four bits only, and a hyphen is not among them.
 */
const token = /^PRACTICE-badge-no-([2-9]{3})-$/;
const short = /^PRACT([2-9]{3})$/;

/**
 * The number of a practice badge; null for any other code.
 * @param {string} entered as scanned or typed
 */
export function practiceNumber(entered) {
  const code = plausibleCode(entered) ?? '';
  return (token.exec(code) ?? short.exec(code))?.[1] ?? null;
}

/** @param {string | undefined} entered */
export const isPracticeCode = (entered) =>
  entered !== undefined && practiceNumber(entered) !== null;

/** @param {string} number */
export const practiceCodes = (number) => ({
  token: `PRACTICE-badge-no-${number}-`,
  short: `PRACT${number}`,
});

/**
 * What every real door says of one, before anything is kept.
 * @type {{ outcome: 'unknown', text: string }}
 */
export const practiceBadge = {
  outcome: 'unknown',
  text: 'This badge is only for practice: nobody is checked in by it.',
};
