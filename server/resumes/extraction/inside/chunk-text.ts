import { unescapeXml } from './word-text.ts';

const CHUNK = /^(?!.*\.(?:xml|rels)$)word\/.*\.(?:html?|xhtml|mht|mhtml|txt)$/i;

export const isChunk = (name: string): boolean => CHUNK.test(name);

/** Text of pages that a program pasted into the document as HTML; nothing in them is run or fetched. */
export function chunkTexts(parts: Map<string, string>): string[] {
  return [...parts].filter(([name]) => isChunk(name)).map(([name, text]) => chunkText(name, text));
}

function chunkText(name: string, text: string): string {
  if (/\.txt$/i.test(name)) return text;
  return htmlText(/\.mht(ml)?$/i.test(name) ? htmlOfMail(text) : text);
}

function htmlText(html: string): string {
  const visible = html
    .split(/<(?=(?:script|style|title|template)\b)/i)
    .map((piece, at) => (at === 0 ? piece : afterHidden(piece)))
    .join(' ');
  return unescapeXml(
    visible
      .replace(/<!--[^]*?(?:-->|$)/g, ' ')
      .replace(/<\/(?:p|div|h[1-6]|li|tr|table|ul|ol)\b[^<>]*>|<br\b[^<>]*>/gi, '\n')
      .replace(/<\/t[dh]\b[^<>]*>/gi, '\t')
      .replace(/<[^<>]*>?/g, '')
      .replace(/[ \r\n]*\n[ \r\n]*/g, '\n'),
  );
}

/** What follows the end of a script, style or title; without an end nothing does. */
function afterHidden(piece: string): string {
  const name = /^[a-z]+/i.exec(piece)?.[0] ?? '';
  const end = new RegExp(`</${name}\\s*>`, 'i').exec(piece);
  return end ? piece.slice(end.index + end[0].length) : '';
}

/** The HTML inside a web archive, whose line ends and letters are written as in a mail. */
function htmlOfMail(mail: string): string {
  const html = mail.slice(Math.max(0, mail.search(/<(?:!doctype|html|body)\b/i)));
  if (!/content-transfer-encoding:\s*quoted-printable/i.test(mail)) return html;
  const bytes = html
    .replace(/=\r?\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
