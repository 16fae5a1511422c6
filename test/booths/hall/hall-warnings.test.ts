import { readHall, readHallFile } from '../../../server/booths/hall/hall-faults.ts';
import { hallSchema, type Hall } from '../../../server/booths/hall/hall-shape.ts';
import { hallWarnings } from '../../../server/booths/hall/hall-warnings.ts';

const room = { id: 'main', name: 'Main hall', width: 60, height: 40 };
const door = {
  id: 'in',
  kind: 'door',
  label: 'Entrance',
  room: 'main',
  x: 28,
  y: 39.5,
  width: 6,
  height: 0.5,
};
const booth = (number: string, x: number, y: number, more = {}) => ({
  number,
  room: 'main',
  x,
  y,
  width: 10,
  height: 8,
  ...more,
});

function hallOf(given: object): Hall {
  const read = readHall({ unit: 'ft', rooms: [room], ...given });
  if (!read.ok) throw new Error(read.faults.join(' '));
  return read.hall;
}

const said = (given: object) => hallWarnings(hallOf(given)).map(({ sentence }) => sentence);

describe('a hall as it is drawn', () => {
  it('is told of booths that overlap, also when turned, and not of those side by side or back to back', () => {
    expect(said({ booths: [booth('A1', 4, 4), booth('A2', 14, 4), booth('B1', 4, 12)] })).toEqual(
      [],
    );
    expect(said({ booths: [booth('A1', 4, 4), booth('A2', 13, 4)] })).toEqual([
      'Booth A1 and booth A2 overlap.',
    ]);
    // Upright, the two leave a foot; turned by 45 degrees about its middle the second reaches into the first.
    expect(said({ booths: [booth('A1', 4, 4), booth('A2', 14.5, 4, { turn: 45 })] })).toEqual([
      'Booth A1 and booth A2 overlap.',
    ]);
  });

  it('is told of aisles narrower than 44 in, and takes 44 in themselves', () => {
    const apart = (feet: number) =>
      said({ booths: [booth('A1', 4, 4), booth('B1', 4, 12 + feet)] });
    expect(apart(3)).toEqual(['Between booth A1 and booth B1 are 36 in; an aisle needs 44.']);
    expect(apart(44 / 12)).toEqual([]);
    expect(apart(0.5)).toEqual([]);
  });

  it('is told of what stands before an exit, in a fire lane, or out of the room', () => {
    const lane = {
      id: 'lane',
      kind: 'fire-lane',
      label: 'Fire lane',
      room: 'main',
      x: 0,
      y: 0,
      width: 4,
      height: 40,
    };
    expect(said({ things: [door], booths: [booth('A1', 26, 30)] })).toEqual([
      'Booth A1 stands before Entrance, which must stay free.',
    ]);
    expect(said({ things: [lane], booths: [booth('A1', 2, 10), booth('A2', 4, 24)] })).toEqual([
      'Booth A1 stands in Fire lane, which must stay free.',
    ]);
    expect(said({ booths: [booth('A1', 55, 10)] })).toEqual(['Booth A1 reaches out of Main hall.']);
  });

  it('is told of booths and exits that no wide aisle leads to', () => {
    const wall = {
      id: 'w',
      kind: 'wall',
      label: 'Wall',
      room: 'main',
      x: 0,
      y: 20,
      width: 58,
      height: 0.5,
    };
    const back = {
      id: 'out',
      kind: 'exit',
      label: 'Back exit',
      room: 'main',
      x: 20,
      y: 0,
      width: 6,
      height: 0.5,
    };
    const given = { things: [door, wall, back], booths: [booth('A1', 4, 6), booth('B1', 4, 28)] };
    expect(said(given)).toEqual([
      'No aisle of 44 in leads from Entrance to booth A1.',
      'No aisle of 44 in leads from Entrance to Back exit.',
    ]);
    const open = { ...given, things: [door, { ...wall, width: 50 }, back] };
    expect(said(open)).toEqual([]);
  });
});

describe('a hall out of a file', () => {
  const faults = (input: unknown) => {
    const read = readHall(input);
    return read.ok ? [] : read.faults;
  };

  it.each([
    ['nothing', null, /expected object/],
    ['a list', [], /expected object/],
    [
      'a negative width',
      { booths: [booth('A1', 0, 0, { width: -3 })] },
      /^booths\[1\]\.width: A measure must be more than 0/,
    ],
    ['an endless number', { booths: [booth('A1', 1e9, 0)] }, /^booths\[1\]\.x: /],
    [
      'two booths of one number',
      { booths: [booth('A1', 0, 0), booth('a1', 20, 0)] },
      /Two booths have the number A1/,
    ],
    [
      'a room that is not there',
      { booths: [booth('A1', 0, 0, { room: 'attic' })] },
      /Booth A1 is in a room attic/,
    ],
    ['a number with a script', { booths: [booth('<script>', 0, 0)] }, /A booth number has 1 to 8/],
    ['an unknown property', { booths: [booth('A1', 0, 0, { onclick: 'x' })] }, /onclick/],
  ])('is refused for %s, in words', (_, given, sentence) => {
    const input = given && !Array.isArray(given) ? { unit: 'ft', rooms: [room], ...given } : given;
    expect(faults(input).join('\n')).toMatch(sentence);
  });

  it('is refused when rooms lie within each other in a circle', () => {
    const rooms = [
      { ...room, id: 'a', within: 'b' },
      { ...room, id: 'b', within: 'c' },
      { ...room, id: 'c', within: 'a' },
      { ...room, id: 'd', within: 'a' },
    ];
    expect(faults({ unit: 'm', rooms })).toEqual([
      'Rooms are within each other in a circle: a, b, c.',
    ]);
  });

  it('is refused at once with a hundred thousand booths, and says little of very many faults', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => booth(`A${at}`, 0, 0, { width: 0 }));
    expect(faults({ unit: 'm', rooms: [room], booths: many(100_000) })).toEqual([
      'A hall has at most 1000 booths; this file has 100000.',
    ]);
    const said = faults({ unit: 'm', rooms: [room], booths: many(500) });
    expect(said).toHaveLength(21);
    expect(said.at(-1)).toBe('And 480 more.');
  });

  it('keeps a label that looks like a script as the text it is', () => {
    const stage = {
      id: 's',
      kind: 'stage',
      room: 'main',
      x: 0,
      y: 0,
      width: 9,
      height: 9,
      label: '<script>1</script>',
    };
    expect(hallOf({ things: [stage] }).things[0]!.label).toBe('<script>1</script>');
  });

  it('comes back from its own JSON, and is described by a schema', () => {
    const hall = hallOf({ things: [door], booths: [booth('A1', 4, 4)] });
    expect(readHallFile(JSON.stringify(hall))).toEqual({ ok: true, hall });
    expect(readHallFile('{').ok).toBe(false);
    expect(hallSchema()).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['unit', 'rooms']),
    });
  });
});
