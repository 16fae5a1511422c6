import { describe, expect, it } from '@jest/globals';
import { judgeParts, type Part } from '../../../server/resumes/extraction/inside/part-rules.ts';
import { fileLimits } from '../../../server/resumes/extraction/limits.ts';

const part = (name: string, more: Partial<Part> = {}): Part => ({
  name,
  packed: 100,
  unpacked: 1_000,
  method: 8,
  locked: false,
  ...more,
});
const sound = ['[Content_Types].xml', '_rels/.rels', 'word/', 'word/document.xml'].map((name) =>
  part(name),
);
const judge = (...more: Part[]) => judgeParts([...sound, ...more], 10_000);

describe('the parts of a Word document', () => {
  it.each([
    part('word/media/photo..1.jpg'),
    part('word/media/image1.emf', { unpacked: fileLimits.xmlBytes * 2 }),
    part('word/styles.xml', { unpacked: fileLimits.xmlBytes }),
    part('word/media/image1.png', { method: 0 }),
  ])('may be $name', (more) => expect(judge(more)).toBeNull());

  it.each([
    ['../canary.xml'],
    ['word/../../canary.xml'],
    ['/etc/canary.xml'],
    ['..\\canary.xml'],
    ['word\\document2.xml'],
    ['C:canary.xml'],
    ['word/a\u0000.xml'],
    [''],
  ])('may not be named %j', (name) => expect(judge(part(name))).toBe('unsafe part name'));

  it.each([
    ['word/vbaProject.bin', {}, 'macros'],
    ['word/VBADATA.xml', {}, 'macros'],
    ['word/activeX/activeX1.bin', {}, 'active content'],
    ['WORD/Document.xml', {}, 'damaged'],
    ['a.xml', { method: 12 }, 'damaged'],
    ['a.xml', { packed: 10_001 }, 'damaged'],
    ['a.xml', { locked: true }, 'encrypted'],
    ['a.xml', { unpacked: fileLimits.xmlBytes + 1 }, 'too big unpacked'],
    ['a.bmp', { unpacked: fileLimits.unpackedBytes }, 'too big unpacked'],
  ])('refuse %s with %j as %s', (name, more, reason) =>
    expect(judge(part(name, more))).toBe(reason),
  );

  it('may not be more than the limit', () => {
    const many = Array.from({ length: fileLimits.parts }, (_, at) => part(`word/media/${at}.png`));
    expect(judgeParts(many, 10_000)).toBeNull();
    expect(judgeParts([...many, part('one-more.png')], 10_000)).toBe('too many parts');
  });
});
