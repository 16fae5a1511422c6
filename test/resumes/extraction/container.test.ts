import { describe, expect, it } from '@jest/globals';
import { recognizeContainer } from '../../../server/resumes/extraction/container.ts';
import { fileLimits } from '../../../server/resumes/extraction/limits.ts';

const pdf = '%PDF-1.7\n%rest of it';
const zip = 'PK\x03\x04 and the rest of it';
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex').toString('latin1');
const locked = Buffer.from('EncryptedPackage', 'utf16le').toString('latin1');

/** The end record of a ZIP that claims so many parts. */
function endRecord(parts: number): string {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts, 10);
  return end.toString('latin1');
}

const recognize = (name: string, content: string) =>
  recognizeContainer({ name, bytes: Buffer.from(content, 'latin1') });

describe('recognizing what was uploaded', () => {
  it.each([
    ['cv.pdf', pdf, 'pdf'],
    ['CV.PDF', pdf, 'pdf'],
    ['cv.docx', zip, 'docx'],
    ['cv.docx', zip + endRecord(fileLimits.parts), 'docx'],
    ['largest.pdf', pdf.padEnd(fileLimits.bytes, ' '), 'pdf'],
  ])('takes %s by name and content', (name, content, kind) => {
    expect(recognize(name, content)).toEqual({ kind });
  });

  it.each([
    ['cv.pdf', '', 'empty'],
    ['cv.doc', ole, 'type'],
    ['cv.pdf', ole, 'type'],
    ['cv.docx', ole, 'type'],
    ['cv.docx', ole + locked, 'encrypted'],
    ['cv.rtf', pdf, 'type'],
    ['cv', pdf, 'type'],
    ['cv.pdf', ' ' + pdf, 'type'],
    ['cv.pdf', '<html>' + pdf + 'endobj', 'type'],
    ['cv.pdf', '\xff\xfe broken endobj trailer', 'damaged'],
    ['cv.pdf', 'short', 'damaged'],
    ['cv.pdf', zip, 'name and content differ'],
    ['cv.docx', pdf, 'name and content differ'],
    ['cv.docx', zip + endRecord(fileLimits.parts + 1), 'too many parts'],
    ['larger.pdf', pdf.padEnd(fileLimits.bytes + 1, ' '), 'too big'],
  ])('refuses %s', (name, content, reason) => {
    expect(recognize(name, content)).toEqual({ reason });
  });
});
