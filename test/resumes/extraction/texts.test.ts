import { describe, expect, it } from '@jest/globals';
import { chunkTexts } from '../../../server/resumes/extraction/inside/chunk-text.ts';
import { refuseDeclarations } from '../../../server/resumes/extraction/inside/package-content.ts';
import { decodePart } from '../../../server/resumes/extraction/inside/part-encoding.ts';
import { tidyText } from '../../../server/resumes/extraction/inside/tidy-text.ts';
import { wordText } from '../../../server/resumes/extraction/inside/word-text.ts';

describe('tidying text', () => {
  it.each([
    ['o\ufb03ce of the \ufb01rst \ufb02oor', 'office of the first floor'],
    ['Re\u0301sume\u0301', 'Résumé'],
    ['e\u2011prescribing', 'e-prescribing'],
    ['informa\u00ad\ntics', 'informatics'],
    ['\u202bשלום\u202c \u200fab', 'שלום ab'],
    ['\uf0b7 Built\ue0b1plans', '• Built plans'],
    ['a\u0000b\ud800c\ufffdd', 'a b c d'],
    ['one \t two   three \n\n\n\n four ', 'one\ttwo three\n\n four'],
    ['a\r\nb\rc\u2028d\fe', 'a\nb\nc\nd\ne'],
    [' \n\u00a0\n ', ''],
  ])('makes %j to %j', (raw, tidy) => expect(tidyText(raw)).toBe(tidy));

  it('takes time in step with the length of hostile text', () => {
    const since = performance.now();
    for (const unit of [' ', '\t', '\u00ad \t', ' \n', '\r']) tidyText(`${unit.repeat(300_000)}x`);
    expect(performance.now() - since).toBeLessThan(3_000);
  });
});

describe('text of a header', () => {
  it('keeps paragraphs, gaps and escaped letters apart and fallbacks out', () => {
    const xml =
      '<w:hdr><w:p><w:r><w:t>Ann</w:t><w:tab/><w:t xml:space="preserve"> A &amp; B</w:t><w:br/><w:t>&#233;</w:t></w:r></w:p>' +
      '<mc:Fallback><w:p><w:t>twice</w:t></w:p></mc:Fallback><w:p><w:t>next</w:t></w:p></w:hdr>';
    expect(wordText(xml)).toBe('Ann\t A & B\né\nnext\n');
  });
});

describe('text of a pasted page', () => {
  const textOf = (name: string, text: string) => chunkTexts(new Map([[name, text]])).join('');

  it('is what a reader sees', () => {
    const page =
      '<title>no</title><style>p{}</style><p>Nurse &lt;RN&gt;</p><script>CANARY("</p>")</script><!-- no --><table><tr><td>a</td><td>b</td></tr></table>';
    expect(textOf('word/afchunk.html', page).trim()).toBe('Nurse <RN>\na\tb');
  });

  it('is found in a web archive', () => {
    const mail =
      'MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n<html><body class=3D"a"><p>R=C3=A9su=\nm=C3=A9</p></body></html>';
    expect(textOf('word/afchunk.mht', mail).trim()).toBe('Résumé');
  });

  it('is looked for in pasted pages only', () => {
    expect(textOf('word/document.xml', '<p>no</p>')).toBe('');
  });
});

describe('a part of a Word document', () => {
  it.each([
    ['utf-8 with a mark', Buffer.from('\ufeff<w>é</w>', 'utf8')],
    ['utf-16 with a mark', Buffer.from('\ufeff<w>é</w>', 'utf16le')],
    ['utf-16 without', Buffer.from('<w>é</w>', 'utf16le')],
    ['utf-16 from the other end', Buffer.from('\ufeff<w>é</w>', 'utf16le').swap16()],
    ['Western', Buffer.from('<w>é</w>', 'latin1')],
  ])('is decoded from %s', (_, bytes) => expect(decodePart(bytes)).toBe('<w>é</w>'));

  it('may not declare a document type in any encoding', () => {
    const xml = '<!DOCTYPE w [<!ENTITY a "b">]><w/>';
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(() => refuseDeclarations(decodePart(Buffer.from(xml, encoding)))).toThrow(
        'document type declaration',
      );
    expect(() => refuseDeclarations('<w>&lt;!DOCTYPE html&gt;</w>')).not.toThrow();
  });
});
