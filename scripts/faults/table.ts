import type { Row } from './fault.ts';

const SHOWN = 5;
const head = ['fault', 'store', 'rounds', 'lost', 'doubled', 'wrong', 'time', 'figures'];

/** The table of everything that was caused, as Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map(cellsOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(row: Row): string[] {
  if (row.skipped) return [row.fault, row.store, '', '', '', '', '', `skipped: ${row.skipped}`];
  const { fault, store, rounds, lost, doubled, wrong, seconds, figures } = row;
  const counts = [rounds, lost.length, doubled.length, wrong.length].map(String);
  const figureWords = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  return [fault, store, ...counts, `${seconds} s`, figureWords.join('; ')];
}

/** What went wrong, a few of each kind. */
export function complaintsOf({ fault, store, lost, doubled, wrong }: Row): string[] {
  return [lost, doubled, wrong].flatMap((kind) => [
    ...kind.slice(0, SHOWN).map((each) => `${fault} on ${store}: ${each}`),
    ...(kind.length > SHOWN ? [`… and ${kind.length - SHOWN} more of this kind`] : []),
  ]);
}

export const isClean = ({ lost, doubled, wrong }: Row): boolean =>
  lost.length + doubled.length + wrong.length === 0;
