import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { isEntry, sectionsOf, type ResumeContent, type ResumeEntry } from './invented-resume.ts';

type Section = ReturnType<typeof sectionsOf>[number];

/** The résumé as a Word document, with the headings as headings. */
export async function resumeDocx(content: ResumeContent): Promise<Buffer> {
  const file = new Document({
    title: `Résumé of ${content.name}`,
    creator: content.name,
    styles: { default: { document: { run: { font: 'Calibri', size: 21 } } } },
    sections: [{ properties: { page: letterPage }, children: bodyOf(content) }],
  });
  return Packer.toBuffer(file);
}

/** US letter with margins of 0.75 in, in twentieths of a point. */
const letterPage = {
  size: { width: 12_240, height: 15_840 },
  margin: { top: 1080, right: 1080, bottom: 1080, left: 1080 },
};

function bodyOf(content: ResumeContent): (Paragraph | Table)[] {
  const sections = sectionsOf(content);
  const isList = ({ items }: Section) => !items.some(isEntry);
  const intro = [
    new Paragraph({ children: [new TextRun({ text: content.headline, bold: true })] }),
    new Paragraph(content.summary),
  ];
  const flow = (some: Section[]) => some.flatMap((section) => drawSection(section, content.layout));
  if (content.layout !== 'sidebar') return [...headOf(content), ...intro, ...flow(sections)];
  return [
    ...headOf(content),
    twoColumns(flow(sections.filter(isList)), [
      ...intro,
      ...flow(sections.filter((each) => !isList(each))),
    ]),
  ];
}

function headOf({ name, contact, layout }: ResumeContent): Paragraph[] {
  const alignment = layout === 'ruled' ? AlignmentType.CENTER : AlignmentType.LEFT;
  const banner = layout === 'banner';
  const shading = banner ? { shading: { type: ShadingType.CLEAR, fill: '1D4F63' } } : {};
  const color = banner ? 'FFFFFF' : '000000';
  return [
    new Paragraph({
      alignment,
      ...shading,
      children: [new TextRun({ text: name, bold: true, size: 40, color })],
    }),
    new Paragraph({
      alignment,
      ...shading,
      spacing: { after: 160 },
      children: [new TextRun({ text: contact.join('  |  '), color })],
    }),
  ];
}

function drawSection({ heading, items }: Section, layout: ResumeContent['layout']): Paragraph[] {
  const rule = { style: BorderStyle.SINGLE, size: 4, space: 1, color: '666666' };
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      spacing: { before: 160, after: 60 },
      ...(layout === 'ruled' && { border: { bottom: rule } }),
      children: [new TextRun({ text: heading, bold: true, color: '222222' })],
    }),
    ...(heading === 'Skills' ? [new Paragraph(items.join(', '))] : items.flatMap(drawItem)),
  ];
}

function drawItem(item: string | ResumeEntry): Paragraph[] {
  if (!isEntry(item)) return [bullet(item)];
  const place = [item.place, item.dates].filter(Boolean).join(', ');
  return [
    new Paragraph({ children: [new TextRun({ text: item.title, bold: true })] }),
    new Paragraph({ children: [new TextRun({ text: place, italics: true })] }),
    ...item.lines.map(bullet),
  ];
}

const bullet = (text: string): Paragraph => new Paragraph({ text, bullet: { level: 0 } });

function twoColumns(left: Paragraph[], right: Paragraph[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const cell = (children: Paragraph[], size: number) =>
    new TableCell({
      children: children.length ? children : [new Paragraph('')],
      width: { size, type: WidthType.PERCENTAGE },
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
    },
    rows: [new TableRow({ children: [cell(left, 34), cell(right, 66)] })],
  });
}
