import { z } from 'zod';

/** More would not fit on any map, and the engine would not be done in time. */
export const MOST_BOOTHS = 1000;
const MOST_THINGS = 1000;
const MOST_ROOMS = 40;
/** In units of the hall; the largest exhibition hall in the world measures about 1,500 ft. */
const FARTHEST = 3000;

const id = z.string().regex(/^[\w-]{1,40}$/, 'An id has 1 to 40 letters, digits, - and _');
const label = z.string().trim().max(60, 'Use 60 characters or fewer');
const along = z.number().min(0, 'No measure may be negative').max(FARTHEST);
const measure = z.number().positive('A measure must be more than 0').max(FARTHEST);
const turn = z.number().int().min(0).max(359).default(0).describe('degrees, clockwise');

/** A rectangle in its room: x and y are its top left corner before it is turned about its middle. */
const rectangle = {
  room: id.describe('id of the room it is in'),
  x: along,
  y: along,
  width: measure,
  height: measure,
  turn,
};

export const thingKinds = [
  'wall',
  'door',
  'exit',
  'pillar',
  'stage',
  'outlet',
  'route',
  'fire-lane',
  'help-desk',
  'quiet-room',
  'zone',
] as const;
export type ThingKind = (typeof thingKinds)[number];

const room = z.strictObject({
  id,
  name: label.min(1, 'Name the room'),
  floor: label.default('').describe('e.g. Ground floor'),
  width: measure,
  height: measure,
  within: id.optional().describe('id of the larger room that this one is a part of'),
});

const thing = z.strictObject({
  id,
  kind: z.enum(thingKinds),
  ...rectangle,
  label: label.default(''),
  sockets: z.number().int().min(0).max(200).default(0).describe('of an outlet: how many it feeds'),
  families: z
    .array(label.min(1))
    .max(20)
    .default([])
    .describe('of a zone: the role families that belong there'),
});

const booth = z.strictObject({
  number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,7}$/, 'A booth number has 1 to 8 letters, digits and -'),
  ...rectangle,
  tier: z.enum(['standard', 'premium']).default('standard'),
  sockets: z.number().int().min(0).max(50).default(0),
  corner: z.boolean().default(false),
  anchor: z.boolean().default(false).describe('where a sponsor draws people through the hall'),
  accessible: z.boolean().default(false),
  nearEntrance: z.boolean().default(false),
});

/** A hall as it is drawn, stored, exported and imported: rooms, what stands in them, and booths; measures in one unit. */
export const hallShape = z.strictObject({
  format: z.literal('fairbridge-hall').default('fairbridge-hall'),
  version: z.literal(1).default(1),
  unit: z.enum(['ft', 'm']),
  rooms: z.array(room).min(1, 'A hall has at least one room').max(MOST_ROOMS),
  things: z.array(thing).max(MOST_THINGS).default([]),
  booths: z.array(booth).max(MOST_BOOTHS, `A hall has at most ${MOST_BOOTHS} booths`).default([]),
});

export type Hall = z.output<typeof hallShape>;
export type Room = Hall['rooms'][number];
export type Thing = Hall['things'][number];
export type HallBooth = Hall['booths'][number];
/** Anything that takes up a rectangle of a room. */
export type Placed = Pick<HallBooth, 'room' | 'x' | 'y' | 'width' | 'height' | 'turn'>;

/** Meters in one unit of a hall. */
export const metersOf = { ft: 0.3048, m: 1 } as const;

/** The JSON schema of a hall's file, for who makes or reads one elsewhere. */
export const hallSchema = (): object => z.toJSONSchema(hallShape, { io: 'input' });
