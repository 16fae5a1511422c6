import { practiceCodes } from '../../public/js/practice-code.js';
import { practiceGuests } from '../../public/js/practice-guests.js';
import { printedShort } from '../fairs/badge-code.ts';
import { qrOf } from '../fairs/badge-qr.ts';

/** What is worth trying before the doors open, by what each comes to. */
export const practiceTasks = [
  { name: 'ok', text: 'Scan Robin Sample: the badge of somebody who is new.' },
  { name: 'already', text: 'Scan the same badge again.' },
  { name: 'undone', text: 'Scan Kim Sample, and press Undo before ten seconds are over.' },
  { name: 'typed', text: 'Type a code by hand, as if the badge were torn: PRAC-T444.' },
  { name: 'wrong_fair', text: 'Scan the badge of another fair.' },
  { name: 'unknown', text: 'Scan a badge that is on no list.' },
  { name: 'error', text: 'Scan Jo Sample, for whom the line breaks, and then scan again.' },
  { name: 'team', text: 'Scan Sample Hospital, and press “Our team has arrived”.' },
  { name: 'possible_duplicate', text: 'Scan Alex Sample, of whose name somebody is here.' },
  { name: 'ok_offline', text: 'Pretend that the Wi-Fi died, and scan somebody new.' },
] as const;

/** The invented badges as the page lists them, by what is printed on them. */
export const practiceBadges = () =>
  practiceGuests.map(({ number, name, about }) => {
    const { token, short } = practiceCodes(number);
    return { name, about, token, code: printedShort(short) };
  });

/** Sheets to scan from paper, or from another screen. */
export function practiceSheet() {
  return practiceBadges().map((badge) => ({ ...badge, ...qrOf(badge.token) }));
}
