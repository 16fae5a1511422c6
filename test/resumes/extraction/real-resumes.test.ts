import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resumeExaminer } from '../../../server/resumes/extraction/resume-examiner.ts';
import { expectationsOf, expectVerdict } from './expectation.ts';

const folder = 'test/fixtures/resumes';
const examiner = resumeExaminer();
afterAll(() => examiner.stop());

const examine = (name: string) =>
  examiner.examine({ name, bytes: readFileSync(`${folder}/${name}`) });

const textOf = async (name: string) => {
  const verdict = await examine(name);
  return 'text' in verdict ? verdict.text : '';
};

describe('a real résumé', () => {
  it.each(Object.entries(expectationsOf(`${folder}/expected.json`)))(
    'is understood: %s',
    async (name, expected) => expectVerdict(await examine(name), expected),
  );

  it('keeps a text box once, though the file holds it twice', async () => {
    const text = await textOf('word-template-text-box.docx');
    expect(text.split('Neverneverland')).toHaveLength(2);
  });

  it('brings what stands in the headers and footers of a Word document', async () => {
    const text = await textOf('hit-brannigan-privacy-multi-page.docx');
    expect(text).toMatch(/^Lwazi Brannigan \| résumé \| confidential\n/);
    expect(text).toMatch(/References on request$/);
  });

  it('reads the two columns of a résumé one after the other', async () => {
    const text = await textOf('compose-pdf-side-table.pdf');
    expect(text).toMatch(/SKILLS\nSkill Level\nKotlin Expert\n[^]*EXPERIENCE\nSenior Software/);
  });
});
