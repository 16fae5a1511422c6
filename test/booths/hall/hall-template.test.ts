import { hallFromTemplate, type TemplateInput } from '../../../server/booths/hall/hall-template.ts';
import { hallWarnings } from '../../../server/booths/hall/hall-warnings.ts';
import { readHall } from '../../../server/booths/hall/hall-faults.ts';

const feet = { unit: 'ft', boothWidth: 10, boothDepth: 8, aisle: 8, booths: 0 } as const;
const meters = { unit: 'm', boothWidth: 3, boothDepth: 2.5, aisle: 1.2, booths: 0 } as const;
const every: [string, TemplateInput, number][] = [
  ['one row of one', { ...feet, kind: 'rows', rows: 1, columns: 1 }, 1],
  ['five rows of eight', { ...feet, kind: 'rows', rows: 5, columns: 8 }, 40],
  ['narrow aisles in meters', { ...meters, kind: 'rows', rows: 6, columns: 12 }, 72],
  ['eighteen rows of 25', { ...feet, kind: 'rows', rows: 18, columns: 25 }, 450],
  ['walls with one booth', { ...feet, kind: 'perimeter', rows: 0, columns: 0, booths: 1 }, 1],
  ['walls with 31', { ...meters, kind: 'perimeter', rows: 0, columns: 0, booths: 31 }, 31],
  ['islands', { ...feet, kind: 'islands', rows: 4, columns: 6 }, 96],
];

describe('a hall from a template', () => {
  it.each(every)('of %s is in order, without a warning', (_, input, booths) => {
    const hall = hallFromTemplate(input);
    expect(hall.booths).toHaveLength(booths);
    expect(readHall(JSON.parse(JSON.stringify(hall)))).toEqual({ ok: true, hall });
    expect(hallWarnings(hall)).toEqual([]);
  });

  it('marks the corners, and the booths near the entrance', () => {
    const { booths } = hallFromTemplate({ ...feet, kind: 'rows', rows: 6, columns: 4 });
    const numbers = (has: 'corner' | 'nearEntrance') =>
      booths.filter((booth) => booth[has]).map((booth) => booth.number);
    expect(numbers('corner')).toEqual(booths.map((b) => b.number).filter((n) => /[14]$/.test(n)));
    expect(numbers('nearEntrance')).toContain('F1');
    expect(numbers('nearEntrance')).not.toContain('A1');
  });
});
