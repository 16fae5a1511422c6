import { readWanted } from '../../scripts/bench/wanted.ts';

const all = ['scans', 'frames', 'pages', 'start'];
const door = ['scans', 'frames'];
const namesOf = (...args: string[]) => readWanted(args, all, door).names;

describe('what a bench run measures', () => {
  it.each([
    { given: [], names: all },
    { given: ['pages'], names: ['pages'] },
    { given: ['door'], names: door },
    { given: ['start', 'door'], names: ['scans', 'frames', 'start'] },
    { given: ['door', 'frames'], names: ['frames'] },
    { given: ['frames', '--one-store'], names: ['frames'] },
  ])('$given', ({ given, names }) => {
    expect(namesOf(...given)).toEqual(names);
  });

  it('says which names there are when one is not known', () => {
    expect(() => namesOf('doors')).toThrow(
      new RangeError('No bench is called doors. There are: door, scans, frames, pages, start.'),
    );
  });

  it('runs on one store only when told so', () => {
    expect(readWanted(['door'], all, door).oneStore).toBe(false);
    expect(readWanted(['door', '--one-store'], all, door).oneStore).toBe(true);
  });
});
