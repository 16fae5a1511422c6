import PDFDocument from 'pdfkit';
import { plainLetters } from './invented-names.ts';
import { isEntry, sectionsOf, type ResumeContent, type ResumeEntry } from './invented-resume.ts';

type Section = ReturnType<typeof sectionsOf>[number];

interface Look {
  font: string;
  bold: string;
  color: string;
  ruled: boolean;
}

const MARGIN = 54;
const looks: Record<ResumeContent['layout'], Look> = {
  ruled: { font: 'Times-Roman', bold: 'Times-Bold', color: '#000000', ruled: true },
  banner: { font: 'Helvetica', bold: 'Helvetica-Bold', color: '#1d4f63', ruled: false },
  sidebar: { font: 'Helvetica', bold: 'Helvetica-Bold', color: '#5b2a4f', ruled: false },
};
/** Dates of files would make two runs differ. */
const madeOn = new Date(Date.UTC(2026, 0, 5));

/** The résumé as a letter-size PDF with the fonts that every reader has. */
export async function resumePdf(content: ResumeContent): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN,
    info: {
      Title: printable(`Resume of ${content.name}`),
      Author: printable(content.name),
      CreationDate: madeOn,
      ModDate: madeOn,
    },
  });
  const written = collect(doc);
  if (content.layout === 'sidebar') drawSidebar(doc, content);
  else drawColumn(doc, content);
  doc.end();
  return written;
}

/** What the standard fonts can show: Latin letters with western accents; others lose their marks, pictures go. */
export const printable = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => (inFont.test(letter) ? letter : plainLetters(letter)))
    .filter((letter) => [...letter].every((part) => inFont.test(part)))
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim();

const inFont = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff€ŠšŽžŒœŸ‘’“”•–—…]$/;

async function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of doc) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function drawColumn(doc: PDFKit.PDFDocument, content: ResumeContent): void {
  const look = looks[content.layout];
  const align = look.ruled ? 'center' : 'left';
  if (!look.ruled) {
    doc.rect(0, 0, doc.page.width, 96).fill(look.color);
    doc.y = 30;
  }
  doc.fillColor(look.ruled ? '#000000' : '#ffffff');
  doc.font(look.bold).fontSize(20).text(printable(content.name), { align });
  doc
    .font(look.font)
    .fontSize(10)
    .text(printable(content.contact.join('  |  ')), { align });
  doc.fillColor('#000000');
  if (!look.ruled) doc.y = 110;
  doc.moveDown(0.6).font(look.bold).fontSize(11).text(printable(content.headline));
  doc.font(look.font).fontSize(10).text(printable(content.summary));
  for (const section of sectionsOf(content)) drawSection(doc, section, look);
}

/** Lists on the left, the story on the right. */
function drawSidebar(doc: PDFKit.PDFDocument, content: ResumeContent): void {
  const look = looks.sidebar;
  const sections = sectionsOf(content);
  const isList = ({ items }: Section) => !items.some(isEntry);
  doc.font(look.bold).fontSize(22).fillColor(look.color).text(printable(content.name));
  doc.font(look.font).fontSize(11).fillColor('#000000').text(printable(content.headline));
  doc.fontSize(9).text(printable(content.contact.join('  |  ')));
  doc.moveDown();
  const top = doc.y;
  for (const section of sections.filter(isList)) drawSection(doc, section, look, MARGIN, 160);
  const x = MARGIN + 180;
  const width = doc.page.width - x - MARGIN;
  doc.font(look.font).fontSize(10).text(printable(content.summary), x, top, { width });
  for (const section of sections.filter((each) => !isList(each)))
    drawSection(doc, section, look, x, width);
}

function drawSection(
  doc: PDFKit.PDFDocument,
  { heading, items }: Section,
  look: Look,
  x = MARGIN,
  width = doc.page.width - 2 * MARGIN,
): void {
  doc.moveDown(0.7).font(look.bold).fontSize(11).fillColor(look.color);
  doc.text(look.ruled ? heading.toUpperCase() : heading, x, doc.y, { width });
  if (look.ruled)
    doc
      .moveTo(x, doc.y)
      .lineTo(x + width, doc.y)
      .lineWidth(0.5)
      .stroke();
  doc.moveDown(0.2).font(look.font).fontSize(10).fillColor('#000000');
  if (heading === 'Skills') doc.text(printable(items.join(', ')), x, doc.y, { width });
  else for (const item of items) drawItem(doc, item, look, x, width);
}

function drawItem(
  doc: PDFKit.PDFDocument,
  item: string | ResumeEntry,
  look: Look,
  x: number,
  width: number,
): void {
  if (!isEntry(item)) {
    doc.text(printable(`• ${item}`), x, doc.y, { width });
    return;
  }
  doc.font(look.bold).text(printable(item.title), x, doc.y, { width });
  const below = [item.place, item.dates].filter(Boolean).join(', ');
  doc.font(look.font).text(printable(below), x, doc.y, { width });
  for (const line of item.lines)
    doc.text(printable(`• ${line}`), x + 8, doc.y, { width: width - 8 });
  doc.moveDown(0.3);
}
