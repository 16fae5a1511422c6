const PIECE = /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)\b|<\/w:(p)>/g;

/** Text of a header or footer, which the document parser leaves out. */
export function wordText(xml: string): string {
  let text = '';
  for (const [, written, gap, end] of withoutFallbacks(xml).matchAll(PIECE)) {
    if (written !== undefined) text += unescapeXml(written);
    else if (gap === 'tab') text += '\t';
    else if (gap ?? end) text += '\n';
  }
  return text;
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi,
    (whole, dec, hex, name) => {
      if (name) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = dec ? Number(dec) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    },
  );
}

/** A drawing is kept twice, for new readers and as a fallback for old ones; one is enough. */
function withoutFallbacks(xml: string): string {
  const [first = '', ...rest] = xml.split('<mc:Fallback');
  return first + rest.map((piece) => piece.slice(endOf(piece, '</mc:Fallback>'))).join('');
}

function endOf(piece: string, mark: string): number {
  const at = piece.indexOf(mark);
  return at < 0 ? piece.length : at + mark.length;
}
