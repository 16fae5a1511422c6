import { afterAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { buffer } from 'node:stream/consumers';
import { resumeExaminer } from '../../../server/resumes/extraction/resume-examiner.ts';

const examiner = resumeExaminer();
afterAll(() => examiner.stop());

async function examinePdf(draw: (doc: PDFKit.PDFDocument) => void) {
  const doc = new PDFDocument();
  doc.font('Helvetica');
  draw(doc);
  doc.end();
  return examiner.examine({ name: 'cv.pdf', bytes: await buffer(doc) });
}

describe('a PDF form', () => {
  it('is read with what was typed into its fields', async () => {
    const verdict = await examinePdf((doc) => {
      doc.initForm();
      doc.text('Employer');
      doc.formText('employer', 72, 100, 300, 20, { value: 'Chattahoochee Clinic' });
      doc.formText('pin', 72, 140, 300, 20, { value: 'CANARY-SECRET', password: true });
    });
    expect(verdict).toMatchObject({ verdict: 'accept', text: 'Employer\nChattahoochee Clinic' });
  });

  it('is refused when a field runs a script', async () => {
    const verdict = await examinePdf((doc) => {
      doc.initForm();
      doc.text('Salary');
      doc.formText('sum', 72, 100, 300, 20, {
        format: { type: 'number', nDec: 2, sepComma: true },
        value: '1',
      });
    });
    expect(verdict).toMatchObject({ verdict: 'reject', reason: 'active content' });
  });

  it('may hold links', async () => {
    const verdict = await examinePdf((doc) => {
      doc.text('Portfolio', { link: 'https://example.org/', underline: true });
    });
    expect(verdict).toMatchObject({ verdict: 'accept', text: 'Portfolio' });
  });
});

describe('an attached file', () => {
  it('is a reason to refuse', async () => {
    const verdict = await examinePdf((doc) => {
      doc.text('See the attached file');
      doc.file(Buffer.from('hello'), { name: 'hello.txt' });
    });
    expect(verdict).toMatchObject({ verdict: 'reject', reason: 'active content' });
  });

  it('is found on a page too', async () => {
    const pin = { Subtype: 'FileAttachment', Contents: 'hello.txt' };
    const verdict = await examinePdf((doc) => {
      doc.text('See the pin');
      doc.annotate(72, 100, 20, 20, pin);
    });
    expect(verdict).toMatchObject({ verdict: 'reject', reason: 'active content' });
  });
});
