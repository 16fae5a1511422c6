import {
  BadProblemFile,
  readProblemFile,
} from '../../../server/booths/engine/read-problem-file.ts';
import { solveProblem } from '../../../server/booths/engine/solve-problem.ts';

describe('a problem file', () => {
  it.each([
    ['numbers over any lines', '2\n0 1\n1 0  0\n3 3 0\n'],
    ['two JSON tables', '{ "a": [[0, 1], [1, 0]], "b": [[0, 3], [3, 0]] }'],
  ])('is read: %s', (_, text) => {
    expect(readProblemFile(text)).toEqual({
      kind: 'quadratic',
      problem: { size: 2, a: Float64Array.of(0, 1, 1, 0), b: Float64Array.of(0, 3, 3, 0) },
    });
  });

  it('of booths needs no more than ids, codes and names', () => {
    const text =
      '{ "booths": [{ "id": "x", "code": "A1" }], "employers": [{ "id": "e", "name": "E" }] }';
    expect(solveProblem(readProblemFile(text), { seed: 1, searchMs: 0 }).answer.plan).toEqual([0]);
  });

  it.each([
    ['nothing', ' \n', 'The file is empty.'],
    ['words', '2 0 one 1 0', 'The file must hold numbers only, but has "one".'],
    ['infinite numbers', '1 1e999 1', 'The file must hold numbers only, but has "1e999".'],
    [
      'too few numbers',
      '2 0 1 1 0',
      'Two tables of 2 × 2 and the size before them are 9 numbers, but the file has 5.',
    ],
    [
      'too many numbers',
      '1 0 1 1',
      'Two tables of 1 × 1 and the size before them are 3 numbers, but the file has 4.',
    ],
    ['a broken size', '1.5 0 1', 'The size must be a whole number from 1, but is 1.5.'],
    ['a negative size', '-1 0 1', 'The size must be a whole number from 1, but is -1.'],
    ['a huge size', '4000 0', 'The size is 4000; the most is 1000.'],
    ['broken JSON', '{ "a": ', 'The file looks like JSON but is not valid JSON.'],
    ['a list', '[1, 2]', 'The file must hold one JSON object.'],
    ['something else', '{}', 'The object must have booths and employers, or two tables a and b.'],
    [
      'tables of two sizes',
      '{"a":[[1]],"b":[[1,2],[3,4]]}',
      'Both tables must be 1 × 1, but b is not.',
    ],
    ['no tables', '{"a":[],"b":[]}', 'The size must be a whole number from 1, but is 0.'],
    [
      'an employer twice',
      '{"booths":[],"employers":[{"id":"e","name":"E"},{"id":"e","name":"F"}]}',
      'employers: two employers have the same id.',
    ],
  ])('with %s is refused in one sentence', (_, text, sentence) => {
    expect(() => readProblemFile(text)).toThrow(new BadProblemFile(sentence));
  });

  it('with a wrong field says which', () => {
    const text = '{"booths":[{"id":"x","code":"A1","power":"yes"}],"employers":[]}';
    expect(() => readProblemFile(text)).toThrow(/^booths\.0\.power: /);
  });
});
