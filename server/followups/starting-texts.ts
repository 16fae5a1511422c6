import type { Audience } from './follow-up-model.ts';

export interface StartingText {
  title: string;
  subject: string;
  body: string;
}

const text = (title: string, subject: string, ...paragraphs: string[]): StartingText => ({
  title,
  subject,
  body: paragraphs.join('\n\n'),
});
const HELLO = 'Hello {{name}},';

/** Something to begin with: every one of them may be sent as it is. */
export const startingTexts: Record<Audience, StartingText[]> = {
  came: [
    text(
      'Thanks',
      'Thank you for coming to {{fair}}',
      HELLO,
      'Thank you for coming. On your page you find whom you met, what each employer decided, and who opened your résumé:\n{{own_page}}',
      'Decisions may still come in over the next days.',
    ),
    text(
      'How was it?',
      'How was {{fair}} for you?',
      HELLO,
      'We would like to know what helped and what did not. Just answer this message.',
    ),
  ],
  'did-not-come': [
    text(
      'We missed you',
      'We missed you at {{fair}}',
      HELLO,
      'You were registered and could not make it. Employers can still find you: keep your résumé up to date and say who may read it on your page:\n{{own_page}}',
    ),
  ],
  'met-an-employer': [
    text(
      'Stay in touch',
      'The employers you met at {{fair}}',
      HELLO,
      'You met {{employers_met}}. A short note of thanks within two days is remembered.',
      'What each of them decided stands on your page:\n{{own_page}}',
    ),
  ],
  'met-none': [
    text(
      'Next steps',
      'After {{fair}}',
      HELLO,
      'No employer scanned your badge at the fair. That happens, and it need not be the end: with your consent employers read your résumé for another 90 days:\n{{own_page}}',
    ),
  ],
  'employers-undecided': [
    text(
      'Please decide',
      '{{employer}}: {{undecided_count}} to decide after {{fair}}',
      HELLO,
      'The graduates who came to your booth wait for an answer. Without a next step at {{employer}}: {{undecided_count}}.',
      'It takes a minute:\n{{own_page}}',
    ),
  ],
};
