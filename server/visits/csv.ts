type Cell = string | number | null | undefined;

/** Rows as CSV that a spreadsheet opens as text and not as formulas. UTF-8 with a byte order mark, CRLF. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** A cell that begins with = + - @ or a control character would be run as a formula: an apostrophe keeps it text. */
export function csvCell(value: Cell): string {
  const text = value === null || value === undefined ? '' : String(value);
  const risky = /^[=+\-@\p{Cc}]/u.test(text);
  const safe = risky && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
