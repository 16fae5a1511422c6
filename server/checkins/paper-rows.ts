/** One line of a paper list as typed or read from a file. */
export interface PaperRow {
  code: string;
  /** HH:MM, 24 hours; null when the line names none. */
  time: string | null;
  /** Why the line cannot be read. */
  fault?: string;
  /** The line as it came, when it cannot be read. */
  typed?: string;
}

export const MOST_ROWS = 2000;

/** Reads lines of `code` or `code, time`, with or without a head line; empty ones are left out. */
export function readPaperRows(text: string): PaperRow[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line.replace(/[,;\s"]/g, '') !== '');
  const [head = ''] = lines;
  return (/^"?(short )?code"?\s*([,;\t].*)?$/i.test(head) ? lines.slice(1) : lines).map(readRow);
}

function readRow(line: string): PaperRow {
  const [code = '', ...rest] = line
    .split(/[,;\t]/)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const entered = rest.join(' ').trim();
  if (entered === '') return { code, time: null };
  const time = readTime(entered);
  return time
    ? { code, time }
    : { code, time: null, fault: `“${entered}” is not a time`, typed: line };
}

/** 9:12, 09:12:30, 9.12, 9:12 PM. */
function readTime(entered: string): string | null {
  const found = /^(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?$/i.exec(entered);
  if (!found) return null;
  const [, hours = '', minutes = '', half = ''] = found;
  const typed = Number(hours);
  if (half && (typed < 1 || typed > 12)) return null;
  const hour = half ? (typed % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : typed;
  return hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, '0')}:${minutes}` : null;
}

/** The line again, for what stays in the form. */
export const lineOf = ({ code, time, typed }: PaperRow): string =>
  typed ?? (time ? `${code},${time}` : code);
