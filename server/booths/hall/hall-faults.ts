import type { z } from 'zod';
import { hallShape, MOST_BOOTHS, type Hall } from './hall-shape.ts';

const MOST_SAID = 20;

export type ReadHall = { ok: true; hall: Hall } | { ok: false; faults: string[] };

/** A hall out of anything: in order, or what is wrong with it, in sentences that name the place in the file. */
export function readHall(input: unknown): ReadHall {
  // Said before each booth is read, so that a file of a hundred thousand costs nothing.
  const booths = (input as { booths?: unknown } | null)?.booths;
  if (Array.isArray(booths) && booths.length > MOST_BOOTHS)
    return fail([`A hall has at most ${MOST_BOOTHS} booths; this file has ${booths.length}.`]);
  const read = hallShape.safeParse(input);
  if (!read.success) return fail(read.error.issues.map(sentenceOf));
  const faults = faultsOf(read.data);
  return faults.length ? fail(faults) : { ok: true, hall: read.data };
}

/** Text of a file as a hall. */
export function readHallFile(text: string): ReadHall {
  try {
    return readHall(JSON.parse(text));
  } catch {
    return fail(['This is not a JSON file. Export a hall to see how one looks.']);
  }
}

function fail(all: string[]): ReadHall {
  const faults = all.slice(0, MOST_SAID);
  if (all.length > MOST_SAID) faults.push(`And ${all.length - MOST_SAID} more.`);
  return { ok: false, faults };
}

/** booths[3].width: A measure must be more than 0. */
function sentenceOf({ path, message }: z.core.$ZodIssue): string {
  const place = path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return place ? `${place}: ${message}.` : `${message}.`;
}

function faultsOf(hall: Hall): string[] {
  const rooms = new Set(hall.rooms.map(({ id }) => id));
  const lost = [...hall.things, ...hall.booths].filter(({ room }) => !rooms.has(room));
  return [
    ...twice(hall.rooms.map(({ id }) => id)).map((id) => `Two rooms have the id ${id}.`),
    ...twice(hall.things.map(({ id }) => id)).map((id) => `Two things have the id ${id}.`),
    ...twice(hall.booths.map((booth) => booth.number)).map(
      (number) => `Two booths have the number ${number}.`,
    ),
    ...lost.map((each) => `${nameOf(each)} is in a room ${each.room} that this hall has not.`),
    ...hall.rooms.flatMap(({ id, within }) =>
      within !== undefined && !rooms.has(within)
        ? [`Room ${id} is within a room ${within} that this hall has not.`]
        : [],
    ),
    ...circlesOf(hall).map((ids) => `Rooms are within each other in a circle: ${ids.join(', ')}.`),
  ];
}

export const nameOf = (each: { number: string } | { id: string }) =>
  'number' in each ? `Booth ${each.number}` : `Thing ${each.id}`;

function twice(names: string[]): string[] {
  const seen = new Set<string>();
  const again = names.filter((name) => seen.size === seen.add(name).size);
  return [...new Set(again)];
}

/** Each circle of rooms once, from its first room in the file's order. */
function circlesOf({ rooms }: Hall): string[][] {
  const outer = new Map(rooms.map(({ id, within }) => [id, within]));
  const told = new Set<string>();
  return rooms.flatMap(({ id }) => {
    const way: string[] = [];
    let at: string | undefined = id;
    while (at !== undefined && !way.includes(at)) {
      way.push(at);
      at = outer.get(at);
    }
    if (at !== id || told.has(id)) return [];
    for (const each of way) told.add(each);
    return [way];
  });
}
