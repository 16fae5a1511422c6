import { describe, expect, it } from '@jest/globals';
import { csvCell, csvOf } from '../../server/visits/csv.ts';

describe('CSV', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\u0000=1', `"'\u0000=1"`],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['a=1', 'a=1'],
    ['Ada, RN', '"Ada, RN"'],
    ['two\nlines', '"two\nlines"'],
    [-3, '-3'],
    [null, ''],
    [undefined, ''],
  ])('writes %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('begins with a byte order mark and ends each row as spreadsheets want it', () => {
    expect(csvOf([['Name'], ['Zoë']])).toBe('\ufeffName\r\nZoë\r\n');
  });
});
