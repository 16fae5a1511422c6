import { expressionOptions } from './aggregate-context.ts';
import { changeFound, findFirst, prepareChange, removeFirst, upsertIfWanted } from './change.ts';
import type { EmbeddedDatabase } from './database.ts';
import { clone, type Doc } from './paths.ts';
import { plain, refuseOptions } from './plain.ts';
import { compileProjection } from './projection.ts';
import { sortOf } from './sort.ts';

/** Changes the first that matches and answers it as it was, or as it is with `returnDocument: 'after'`. */
export async function findAndChange(
  database: EmbeddedDatabase,
  name: string,
  filter: Doc,
  update: Doc | Doc[],
  options: Doc,
): Promise<Doc | null> {
  const prepared = prepareChange(filter, update, options);
  const after = options.returnDocument === 'after';
  const { value, more } = await database.write(() => {
    const found = findFirst(database, name, prepared);
    if (found) {
      const { document } = changeFound(database, name, found, prepared);
      return { value: after ? document : found.document, more: { updatedExisting: true } };
    }
    const made = upsertIfWanted(database, name, prepared);
    const more = { updatedExisting: false, ...(made ? { upserted: made._id } : {}) };
    return { value: after ? made : null, more };
  });
  return answer(value, prepared.filter, options, more);
}

/** Removes the first that matches and answers it. */
export async function findAndRemove(
  database: EmbeddedDatabase,
  name: string,
  filter: Doc,
  options: Doc,
): Promise<Doc | null> {
  refuseOptions(options);
  const { collation } = options;
  const wish = { filter: plain(filter), sort: sortOf(options.sort), collation };
  const value = await database.write(() => removeFirst(database, name, wish));
  return answer(value, wish.filter, options, {});
}

/** The document may be the cache's own until it is projected or cloned. */
function answer(value: Doc | null, filter: Doc, options: Doc, more: Doc): Doc | null {
  const projection = options.projection && plain(options.projection as Doc);
  const project = projection ? compileProjection(projection, filter, expressionOptions) : clone;
  const shown = value && project(value);
  return options.includeResultMetadata
    ? { value: shown, ok: 1, lastErrorObject: { n: value ? 1 : 0, ...more } }
    : shown;
}
