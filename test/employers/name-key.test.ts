import { describe, expect, it } from '@jest/globals';
import { mayBeSame, nameKey } from '../../server/employers/name-key.ts';

describe('names of organizations', () => {
  it.each([
    ['UPSON REGIONAL MEDICAL CENTER', 'Upson Reg. Med. Ctr.'],
    ['St. Mary’s Hospital', 'Saint Marys Hosp'],
    ['Epic Systems Corporation', 'Epic Systems'],
    ['1Life Healthcare, Inc', '1Life Healthcare'],
    ['Medical Information Technology, Inc. (MEDITECH)', 'Medical Information Technology Meditech'],
    ['Santé & Cie', 'Sante and Cie'],
  ])('%s is %s', (a, b) => expect(nameKey(a)).toBe(nameKey(b)));

  it.each([
    ['Piedmont Rural Health', 'Piedmont Rural Health Clinic of Macon', true],
    ['Piedmont Hospital', 'Emory Hospital', false],
    ['Grady', 'Grady Memorial Hospital', false],
  ])('%s and %s: %s', (a, b, same) => expect(mayBeSame(a, b)).toBe(same));
});
