import { z } from 'zod';
import { badgeSizes } from './badge-sizes.ts';

export const reprintReasons = [
  'The print failed',
  'Lost or forgotten',
  'Damaged',
  'The text was wrong',
  'Another reason',
] as const;

export const reasonOptions = reprintReasons.map((value) => ({ value, label: value }));

export const sizeField = z.enum(badgeSizes, 'Choose what is printed on');
export const reasonField = z.union([z.enum(reprintReasons), z.literal('')]).catch('');
