import { describe, expect, it } from '@jest/globals';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { inventPeople } from '../../scripts/demo/invented-people.ts';
import { resumeLayouts, resumeOf } from '../../scripts/demo/invented-resume.ts';
import { resumeDocx } from '../../scripts/demo/resume-docx.ts';
import { printable, resumePdf } from '../../scripts/demo/resume-pdf.ts';
import { randomFor } from '../../scripts/demo/seeded-random.ts';
import { matchText } from '../../server/workforce/vocabulary.ts';
import { textOfPdf } from './pdf-text.ts';

const people = inventPeople(60, randomFor(2, 'people'));
const resumes = () => {
  const random = randomFor(2, 'resumes');
  return people.map((person) => resumeOf(person, random));
};
const contents = resumes();

describe('invented résumés', () => {
  it('are the same for the same seed, in every layout', () => {
    expect(resumes()).toEqual(contents);
    expect(new Set(contents.map(({ layout }) => layout)).size).toBe(resumeLayouts.length);
  });

  it('tell of jobs that follow one another', () => {
    for (const { experience } of contents) {
      const years = experience.map(({ dates }) => dates.replace('now', '2026').split(' to '));
      for (const [from, to] of years) expect(Number(from)).toBeLessThan(Number(to));
      for (const [at, [from]] of years.slice(0, -1).entries()) expect(years[at + 1]![1]).toBe(from);
    }
  });

  it('mention every system that the person knows, so that search can find it', () => {
    for (const [at, content] of contents.entries()) {
      const found = matchText(['Systems', ...content.systems].join('\n')).map(({ id }) => id);
      for (const { systemId } of people[at]!.systems) expect(found).toContain(systemId);
    }
  });

  it('are PDFs of one page or two, with name, address and skills in them', async () => {
    for (const content of contents.slice(0, 24)) {
      const file = await resumePdf(content);
      const { pages, text } = await textOfPdf(file);
      expect(file.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      expect(file.length).toBeLessThan(60_000);
      expect(pages).toBeLessThanOrEqual(2);
      for (const words of [content.name, content.contact[0]!, content.skills[0]!])
        expect(text.replace(/\s+/g, ' ')).toContain(printable(words));
    }
  });

  it('are the same PDF, byte for byte, each time', async () => {
    expect(await resumePdf(contents[0]!)).toEqual(await resumePdf(contents[0]!));
  });

  it('are Word documents with the name in full', async () => {
    for (const content of contents.slice(0, 24)) {
      const file = await resumeDocx(content);
      const document = await entryOf(file, 'word/document.xml');
      expect(file.length).toBeLessThan(60_000);
      expect(document).toContain(content.name.replaceAll("'", '&apos;'));
      expect(document).toContain(content.contact[0]!);
    }
  });

  it.each([
    ['Łukasz Dvořák', 'Lukasz Dvorák'],
    ['Hạnh Nguyễn 🌻', 'Hanh Nguyen'],
    ['José Núñez, “Pepe” – Zoë', 'José Núñez, “Pepe” – Zoë'],
    ['a\u0301o', 'áo'],
    ['李明 Li', 'Li'],
  ])('%s is printed with the standard fonts', (given, printed) =>
    expect(printable(given)).toBe(printed.normalize('NFC')),
  );
});

const openZip = promisify(
  (file: Buffer, done: (error: Error | null, zip?: yauzl.ZipFile) => void) =>
    yauzl.fromBuffer(file, { lazyEntries: true }, done),
);

async function entryOf(file: Buffer, name: string): Promise<string> {
  const zip = (await openZip(file))!;
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => reject(new Error(`${name} is not in the file`)));
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entry.fileName !== name) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        stream.toArray().then((parts) => resolve(Buffer.concat(parts).toString('utf8')), reject);
      });
    });
    zip.readEntry();
  });
}
