import type { Outcome } from './outcome.ts';

/** What a kiosk shows: no reason, no time, no place; whoever stands behind may read it. */
export interface KioskAnswer {
  outcome: 'ok' | 'ok_attention' | 'already' | 'unknown' | 'employer_code' | 'pending';
  word: string;
  who: string;
  more: string;
}

const STAFF = 'Our staff will help you.';

/** The words of a kiosk for what a scan came to. Why somebody is not let in is said by staff, not by a screen. */
export function kioskAnswer(outcome: Outcome, preferredName: string): KioskAnswer {
  const who = preferredName;
  switch (outcome) {
    case 'ok':
    case 'ok_offline':
      return { outcome: 'ok', word: 'Welcome', who, more: 'You are checked in.' };
    case 'ok_attention':
      return { outcome, word: 'Welcome', who, more: 'You are checked in. Please see our staff.' };
    case 'already':
      return { outcome, word: 'Checked in already', who, more: `Was it not you? ${STAFF}` };
    case 'employer_code':
      return { outcome, word: 'Welcome', who: '', more: 'Teams check in at the employer desk.' };
    case 'unknown':
    case 'wrong_fair':
    case 'revoked_code': {
      const more = `We do not know this code. Try your newest badge. ${STAFF}`;
      return { outcome: 'unknown', word: 'Not found', who: '', more };
    }
    default:
      return { outcome: 'pending', word: 'Please see our staff', who: '', more: STAFF };
  }
}
