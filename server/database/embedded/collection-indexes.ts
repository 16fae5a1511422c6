import type { EmbeddedDatabase } from './database.ts';
import { serverError } from './errors.ts';
import { checkIndexRequest, type Index, type IndexRecord } from './index-record.ts';
import type { Doc, Value } from './paths.ts';
import { plain } from './plain.ts';
import { addEntries } from './put-document.ts';
import { prepareScan } from './reading.ts';
import { rangeOf } from './store-format.ts';

const ENTRIES_AT_ONCE = 5000;

/**
 * Makes an index, or finds that it is there.
 * @throws MongoServerError 85 or 86 when one with other options is in the way, 11000 when documents break its uniqueness.
 */
export async function createIndex(
  database: EmbeddedDatabase,
  name: string,
  given: unknown,
  options: Doc,
): Promise<string> {
  const key = Object.fromEntries(fieldsOf(given)) as Record<string, 1 | -1>;
  checkIndexRequest(key, options);
  const parts = Object.entries(key).map(([path, direction]) => `${path}_${direction}`);
  const indexName: string = options.name ?? parts.join('_');
  if (indexName === '_id_' || (parts.length === 1 && key._id)) return '_id_';
  const { unique, sparse, partialFilterExpression, collation, expireAfterSeconds } = options;
  const settings = { unique, sparse, partialFilterExpression, collation, expireAfterSeconds };
  const wanted = plain({ name: indexName, key, ...settings } as Doc, true) as IndexRecord;
  const isNew = await database.write(() => {
    const state = database.catalog.ensure(name);
    const same = state.indexes.find(({ record }) => collides(record, wanted));
    if (!same) return Boolean(database.catalog.addIndex(state, { ...wanted, building: true }));
    if (whatItDoes(same.record) !== whatItDoes(wanted))
      throw serverError(
        same.record.name === indexName ? 86 : 85,
        `An existing index has the same name as the requested index or different options: ${indexName}`,
      );
    return false;
  });
  if (isNew) await build(database, name, indexName);
  return indexName;
}

function collides(record: IndexRecord, wanted: IndexRecord): boolean {
  const shape = ({ key, partialFilterExpression, collation }: IndexRecord) =>
    JSON.stringify([Object.entries(key), partialFilterExpression, collation]);
  return record.name === wanted.name || shape(record) === shape(wanted);
}

function whatItDoes(record: IndexRecord): string {
  const { key, unique, sparse, partialFilterExpression, expireAfterSeconds } = record;
  const flags = [Boolean(unique), Boolean(sparse)];
  return JSON.stringify([Object.entries(key), flags, partialFilterExpression, expireAfterSeconds]);
}

/** Writers keep the new index up to date from the start; this adds the documents that were there before, some at a time. */
async function build(database: EmbeddedDatabase, name: string, indexName: string): Promise<void> {
  const current = () => {
    const state = database.catalog.stateOf(name);
    const index = state && indexNamed(state.indexes, indexName);
    if (!index) throw serverError(276, `index build of ${indexName} was aborted`);
    return { state, index };
  };
  const { scan } = prepareScan(database, name, { filter: {} })!;
  try {
    await database.writeInSlices(() => {
      const { state, index } = current();
      for (const found of scan.next(50)) addEntries({ database, state }, index, found);
      return !scan.done;
    });
    await database.write(() => {
      const { state, index } = current();
      delete index.record.building;
      database.catalog.save(state);
    });
  } catch (error) {
    await dropIndex(database, name, indexName);
    throw error;
  }
}

const indexNamed = (indexes: Index[], name: string) =>
  indexes.find(({ record }) => record.name === name);

/** @throws MongoServerError 27 when there is none of that name, 72 for the index of _id. */
export async function dropIndex(
  database: EmbeddedDatabase,
  name: string,
  indexName: string,
): Promise<void> {
  const state = database.catalog.stateOf(name);
  const index = state && indexNamed(state.indexes, indexName);
  if (!state || !index) throw serverError(27, `index not found with name [${indexName}]`);
  if (index.holdsDocuments) throw serverError(72, 'cannot drop _id index');
  await database.write(() => {
    database.catalog.setIndexes(
      state,
      state.indexes.filter((each) => each !== index),
    );
  });
  await removeAll(database, index.prefix);
}

/** As the driver shows them. */
export function listIndexes(database: EmbeddedDatabase, name: string): Doc[] {
  const state = database.catalog.stateOf(name);
  if (!state) throw serverError(26, `ns does not exist: ${database.databaseName}.${name}`);
  return state.indexes.map(listed);
}

/** One index as the driver shows it. */
export function listed({ record, holdsDocuments }: Index): Doc {
  const { key, unique, sparse, partialFilterExpression, collation, expireAfterSeconds } = record;
  const options = { sparse, partialFilterExpression, collation, expireAfterSeconds };
  const isUnique = (unique && !holdsDocuments) || undefined;
  const shown: Doc = { v: 2, name: record.name, key, ...options, unique: isUnique };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** Answers whether there was one; its documents and entries go in slices after its name. */
export async function dropCollection(database: EmbeddedDatabase, name: string): Promise<boolean> {
  const state = database.catalog.stateOf(name);
  if (!state) return false;
  await database.write(() => database.catalog.forget(state));
  for (const { prefix } of state.indexes) await removeAll(database, prefix);
  return true;
}

async function removeAll(database: EmbeddedDatabase, prefix: Buffer): Promise<void> {
  const { store } = database;
  const removeSome = () => {
    const keys = [...store.getKeys({ ...rangeOf(prefix), limit: ENTRIES_AT_ONCE })];
    for (const key of keys) void store.remove(key);
    return keys.length;
  };
  while ((await database.write(removeSome)) > 0);
}

function fieldsOf(given: Value): [string, unknown][] {
  if (typeof given === 'string') return [[given, 1]];
  if (given instanceof Map) return [...given];
  if (!Array.isArray(given)) return Object.entries(given);
  return given.flatMap((each) =>
    Array.isArray(each) ? [each as unknown as [string, unknown]] : fieldsOf(each),
  );
}
