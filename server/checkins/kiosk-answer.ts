import { kioskWords, type KioskWords } from './kiosk-words.ts';
import type { Outcome } from './outcome.ts';

/** What a kiosk shows: no reason, no time, no place; whoever stands behind may read it. */
export interface KioskAnswer {
  outcome: 'ok' | 'ok_attention' | 'already' | 'unknown' | 'employer_code' | 'pending' | 'out';
  word: string;
  who: string;
  more: string;
  /** The scan whose badge this kiosk may print. */
  print?: string;
}

/** The words of a kiosk for what a scan came to. Why somebody is not let in is said by staff, not by a screen. */
export function kioskAnswer(
  outcome: Outcome,
  preferredName: string,
  words: KioskWords = kioskWords.en,
): KioskAnswer {
  const who = preferredName;
  switch (outcome) {
    case 'ok':
    case 'ok_offline':
      return { outcome: 'ok', word: words.welcome, who, more: words.here };
    case 'ok_attention':
      return { outcome, word: words.welcome, who, more: words.hereSee };
    case 'already':
      return { outcome, word: words.already, who, more: words.notYou };
    case 'employer_code':
      return { outcome, word: words.welcome, who: '', more: words.team };
    case 'unknown':
    case 'wrong_fair':
    case 'revoked_code':
      return { outcome: 'unknown', word: words.unknown, who: '', more: words.tryNewest };
    default:
      return { outcome: 'pending', word: words.seeStaff, who: '', more: words.help };
  }
}
