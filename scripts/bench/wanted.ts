/** What the command line asks for. */
export interface Wanted {
  names: string[];
  /** Only on the store that MONGODB_URI names, or the embedded one; else the door's benches run on both. */
  oneStore: boolean;
}

/**
 * `door` stands for all of the door's benches; with some of them named beside it, for these alone. Nothing named: everything.
 * @throws {RangeError} for a name that no bench has
 */
export function readWanted(args: string[], all: string[], door: string[]): Wanted {
  const given = args.filter((each) => !each.startsWith('--'));
  const unknown = given.filter((name) => name !== 'door' && !all.includes(name));
  if (unknown.length)
    throw new RangeError(
      `No bench is called ${unknown.join(', ')}. There are: door, ${all.join(', ')}.`,
    );
  const named = new Set(given);
  if (named.delete('door') && !door.some((name) => named.has(name)))
    for (const name of door) named.add(name);
  const names = all.filter((name) => given.length === 0 || named.has(name));
  return { names, oneStore: args.includes('--one-store') };
}
