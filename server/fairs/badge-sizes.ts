/** Papers that badges are printed on; the style sheet has a page of each name. */
export const badgeSizes = ['letter', '4x6', '62mm', 'a6'] as const;
export type BadgeSize = (typeof badgeSizes)[number];

interface Paper {
  label: string;
  hint: string;
  perSheet: number;
}

export const papers: Record<BadgeSize, Paper> = {
  letter: { label: '4 × 3 in', hint: 'Six on a letter sheet, for lanyards', perSheet: 6 },
  '4x6': { label: '4 × 6 in', hint: 'One on a card or a label', perSheet: 1 },
  '62mm': { label: '62 mm roll', hint: 'Label printer, 62 × 100 mm each', perSheet: 1 },
  a6: { label: 'A6', hint: '105 × 148 mm', perSheet: 1 },
};

export const paperOptions = badgeSizes.map((value) => ({
  value,
  label: papers[value].label,
  hint: papers[value].hint,
}));

/** Cards in the sheets that they are printed on. */
export function sheetsOf<T>(cards: T[], size: BadgeSize): T[][] {
  const { perSheet } = papers[size];
  return Array.from({ length: Math.ceil(cards.length / perSheet) }, (_, at) =>
    cards.slice(at * perSheet, (at + 1) * perSheet),
  );
}
