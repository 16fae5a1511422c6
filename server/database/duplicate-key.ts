// What follows the name in the message is the value that somebody sent, and could name any index.
const refusedBy = / index: (\S+) dup key/;

/** True when a write was refused by a unique index, on either store. `index` narrows to the index of that name. */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 11000) return false;
  return index === undefined || refusedBy.exec(error.message)?.[1] === index;
}
