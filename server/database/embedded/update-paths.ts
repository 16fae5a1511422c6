import { serverError } from './errors.ts';
import { compileFilter } from './match.ts';
import { matchedElement } from './matched-element.ts';
import { valueAt, type Doc } from './paths.ts';

export interface UpdateContext {
  filter: Doc;
  arrayFilters?: Doc[];
  /** The document is being made by an upsert. */
  inserting: boolean;
  collation?: Doc;
}

/** Replaces `$`, `$[]` and `$[name]` by the positions that they stand for. */
export function concretePaths(
  document: Doc,
  before: Doc,
  path: string,
  { filter, arrayFilters = [], collation }: UpdateContext,
): string[][] {
  let paths: string[][] = [[]];
  for (const part of path.split('.')) {
    paths = paths.flatMap((head) => {
      if (!part.startsWith('$')) return [[...head, part]];
      const list = valueAt(document, head);
      if (part === '$') {
        const position = matchedElement(filter, before, head.join('.'), { collation });
        if (position < 0)
          throw serverError(
            2,
            'The positional operator did not find the match needed from the query.',
          );
        return [[...head, String(position)]];
      }
      if (!Array.isArray(list))
        throw serverError(
          2,
          `The path '${head.join('.')}' must exist in the document in order to apply array updates.`,
        );
      const name = part.slice(2, -1);
      const wanted = arrayFilters.find((each) => filterNames(each).includes(name));
      if (name && !wanted)
        throw serverError(2, `No array filter found for identifier '${name}' in path '${path}'`);
      const test = name ? compileFilter(wanted!, { collation }) : () => true;
      return list.flatMap((element, i) =>
        test({ [name]: element }) ? [[...head, String(i)]] : [],
      );
    });
  }
  return paths;
}

/** The identifiers that an array filter speaks of, also below $and and $or. */
export function filterNames(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') ? value.flatMap(filterNames) : [key.split('.')[0]!],
  );
}
