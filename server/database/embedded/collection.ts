import mongoose from 'mongoose';
import { aggregate, expressionOptions, updateStages, type ReadAll } from './aggregate.ts';
import { EmbeddedCursor } from './cursor.ts';
import type { CollectionState, EmbeddedDatabase } from './database.ts';
import {
  bulkResult,
  bulkWriteError,
  duplicateKey,
  notSupported,
  serverError,
  writeErrorAt,
  type BulkCounts,
} from './errors.ts';
import {
  checkIndexRequest,
  entryKey,
  idKeyOf,
  keysFor,
  rangeOf,
  type Index,
} from './index-store.ts';
import { encode } from './key-encoding.ts';
import { compileFilter } from './match.ts';
import { clone, isPlain, leavesAt, valueAt, type Doc, type Value } from './paths.ts';
import { compileProjection } from './projection.ts';
import { planQuery, type Sort } from './query-planner.ts';
import { Scan, type Found } from './scan.ts';
import { sortDocuments, sortOf } from './sort.ts';
import { compileUpdate, documentFromFilter, type Update } from './update.ts';

const { BSON, MongoInvalidArgumentError, ObjectId } = mongoose.mongo;
// Long work is done in slices, so that other requests wait for one slice only.
const SLICE_MS = 8;
const SORT_LIMIT_BYTES = 100 * 2 ** 20;
const pause = () => new Promise((resolve) => setImmediate(resolve));

/** Through BSON and back: resolves Mongoose's own types, copies, and leaves only what MongoDB would have been sent. */
function plain<T extends Doc>(value: T | undefined | null, ignoreUndefined = false): T {
  if (!value || !Object.keys(value).length) return {} as T;
  return BSON.deserialize(BSON.serialize(value, { ignoreUndefined })) as T;
}
const plainList = (list: Doc[] | undefined): Doc[] => (list?.length ? plain({ list }).list : []);

interface Changed {
  matched: number;
  modified: number;
  upserted: { _id: unknown } | null;
}

export class EmbeddedCollection {
  collectionName: string;
  private database: EmbeddedDatabase;

  constructor(database: EmbeddedDatabase, name: string) {
    this.database = database;
    this.collectionName = name;
  }

  get namespace() {
    return `${this.database.databaseName}.${this.collectionName}`;
  }
  get name() {
    return this.collectionName;
  }

  // ---- reading

  find(filter: Doc = {}, options: Doc = {}) {
    refuse(options);
    const wanted = plain(filter);
    return new EmbeddedCursor((set) => this.batches(wanted, set), options);
  }

  async findOne(filter: Doc = {}, options: Doc = {}): Promise<Doc | null> {
    return this.find(filter, { ...options, limit: 1 }).next();
  }

  private async *batches(filter: Doc, options: Doc): AsyncGenerator<Doc[]> {
    const project = compileProjection(
      options.projection && plain(options.projection),
      filter,
      expressionOptions,
    );
    const limit = Math.abs(options.limit || 0) || Infinity;
    const skip = options.skip ?? 0;
    const sort = sortOf(options.sort);
    const { scan, sorted } = this.scan(filter, { ...options, sort, limit: skip + limit });
    if (!scan) return;
    if (!sorted) {
      const rows = await this.collect(scan, sort, options.collation, skip + limit);
      yield rows.slice(skip, skip + limit).map(({ document }) => project(document));
      return;
    }
    let toSkip = skip;
    let left = limit;
    while (left > 0) {
      const rows = scan.next(
        Math.min(options.batchSize || 1000, toSkip + left),
        performance.now() + SLICE_MS,
      );
      const kept = rows.slice(toSkip, toSkip + left);
      toSkip = Math.max(0, toSkip - rows.length);
      left -= kept.length;
      if (kept.length) yield kept.map(({ document }) => project(document));
      if (scan.done) return;
      if (left > 0) await pause();
    }
  }

  private scan(
    filter: Doc,
    {
      sort = [] as Sort,
      limit = Infinity,
      collation,
    }: { sort?: Sort; limit?: number; collation?: Doc } = {},
  ) {
    const matches = compileFilter(filter, { collation, expressionOptions });
    const state = this.database.stateOf(this.collectionName);
    if (!state) return { scan: null, sorted: true };
    const plans = planQuery(state.indexes, filter, sort, collation, limit < Infinity);
    return {
      scan: new Scan(this.database, state.prefix, plans, matches),
      sorted: plans.every((plan) => plan.servesSort),
    };
  }

  private async collect(
    scan: Scan,
    sort: Sort,
    collation: Doc | undefined,
    most: number,
  ): Promise<Found[]> {
    let rows: Found[] = [];
    while (!scan.done) {
      rows.push(...scan.next(Infinity, performance.now() + SLICE_MS));
      if (rows.length > 2 * most + 1000)
        rows = sortDocuments(rows, sort, collation, ({ document }) => document).slice(0, most);
      if (rows.length * 500 > SORT_LIMIT_BYTES)
        throw serverError(292, `Sort exceeded memory limit of ${SORT_LIMIT_BYTES} bytes`);
      if (!scan.done) await pause();
    }
    return sortDocuments(rows, sort, collation, ({ document }) => document);
  }

  /** Everything at once, for use inside a write or an aggregation. The documents are the cache's own. */
  private select(
    filter: Doc,
    {
      sort = [] as Sort,
      limit = Infinity,
      collation,
    }: { sort?: Sort; limit?: number; collation?: Doc } = {},
  ): Found[] {
    const { scan, sorted } = this.scan(filter, { sort, limit, collation });
    if (!scan) return [];
    if (sorted) return scan.next(limit);
    return sortDocuments(scan.next(), sort, collation, ({ document }) => document).slice(0, limit);
  }

  async countDocuments(filter: Doc = {}, options: Doc = {}): Promise<number> {
    refuse(options);
    if (!Object.keys(filter).length && !options.skip && !options.limit)
      return this.estimatedDocumentCount();
    const { scan } = this.scan(plain(filter), options);
    const most = (options.skip ?? 0) + (options.limit || Infinity);
    let count = 0;
    while (scan && !scan.done && count < most) {
      count += scan.next(1000, performance.now() + SLICE_MS).length;
      if (!scan.done) await pause();
    }
    return Math.max(0, Math.min(count, most) - (options.skip ?? 0));
  }

  async estimatedDocumentCount(): Promise<number> {
    const state = this.database.stateOf(this.collectionName);
    return state ? this.database.store.getKeysCount(rangeOf(state.prefix)) : 0;
  }

  async distinct(field: string, filter: Doc = {}, options: Doc = {}): Promise<unknown[]> {
    refuse(options);
    const values = new Map<string, unknown>();
    for (const { document } of this.select(plain(filter), options)) {
      for (const value of leavesAt(document, field.split('.')).flat())
        if (value !== undefined) values.set(encode(value).bytes.toString('latin1'), value);
    }
    return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => clone(value));
  }

  aggregate(pipeline: Doc[] = [], options: Doc = {}) {
    refuse(options);
    const stages = plainList(pipeline);
    refuseByName(stages, [
      '$changeStream',
      '$search',
      '$geoNear',
      '$function',
      '$accumulator',
      '$out',
    ]);
    return new EmbeddedCursor((set) => this.runPipeline(stages, set), options);
  }

  private async *runPipeline(stages: Doc[], { collation }: Doc): AsyncGenerator<Doc[]> {
    const rest = [...stages];
    const filter = rest[0]?.$match ? rest.shift()!.$match : {};
    const sort = rest[0]?.$sort ? sortOf(rest[0].$sort) : [];
    const limit =
      sort.length && rest[1]?.$limit
        ? rest[1].$limit
        : !sort.length && rest[0]?.$limit
          ? rest[0].$limit
          : Infinity;
    if (sort.length) rest.shift();
    const merge = rest.at(-1)?.$merge ? rest.pop()!.$merge : null;
    const readAll: ReadAll = (name, wanted, by) =>
      this.database
        .collection(name)
        .select(wanted, { collation: by })
        .map(({ document }) => document);
    const documents = this.select(filter, { sort, limit, collation }).map(({ document }) =>
      clone(document),
    );
    const results = aggregate(documents, rest, readAll, collation);
    if (merge) await this.merge(results, merge);
    else yield results;
  }

  private async merge(results: Doc[], operand: Value): Promise<void> {
    const {
      into,
      on = '_id',
      whenMatched = 'merge',
      whenNotMatched = 'insert',
    } = typeof operand === 'string' ? { into: operand } : operand;
    if (Array.isArray(whenMatched)) throw notSupported('$merge with a pipeline');
    const target = this.database.collection(into.coll ?? into);
    for (const result of results) {
      const filter = Object.fromEntries(
        [on]
          .flat()
          .map((path: string) => [path, valueAt(result, path.split('.')) ?? new ObjectId()]),
      );
      const { _id, ...fields } = result;
      const matched = await target.countDocuments(filter);
      if (matched && whenMatched === 'fail')
        throw duplicateKey(target.namespace, { name: '_id_', key: { _id: 1 } }, filter);
      if (!matched && whenNotMatched === 'fail')
        throw serverError(
          13113,
          '$merge could not find a matching document in the target collection for at least one document',
        );
      if (!matched && whenNotMatched === 'insert') await target.insertOne(result);
      if (matched && whenMatched === 'replace') await target.replaceOne(filter, fields);
      if (matched && whenMatched === 'merge') await target.updateOne(filter, { $set: fields });
    }
  }

  // ---- writing: the private methods run inside database.write, check everything first and only then put

  private put(
    state: CollectionState,
    document: Doc,
    bson: Uint8Array,
    before: Found | null,
  ): Buffer {
    if (bson.length > 16 * 2 ** 20)
      throw serverError(
        10334,
        `BSONObj size: ${bson.length} is invalid. Size must be between 0 and 16777216`,
      );
    const id = encode(document._id);
    if (Array.isArray(document._id) || document._id instanceof RegExp)
      throw serverError(
        53,
        `The '_id' value cannot be of type ${Array.isArray(document._id) ? 'array' : 'regex'}`,
      );
    if (id.inexact || id.bytes.length > 400)
      throw notSupported('an _id that is a Decimal128 or longer than 400 bytes');
    const key = Buffer.concat([state.prefix, id.bytes]);
    if (!before && this.database.store.doesExist(key))
      throw duplicateKey(this.namespace, state.indexes[0]!.record, { _id: document._id });
    const changes = state.indexes.slice(1).map((index) => {
      const now = keysFor(index, document);
      const old = before ? keysFor(index, before.document).keys : [];
      const oldNames = new Set(old.map((each) => each.toString('latin1')));
      const newNames = new Set(now.keys.map((each) => each.toString('latin1')));
      const added = now.keys.filter((each) => !oldNames.has(each.toString('latin1')));
      if (index.record.unique)
        this.refuseDuplicates(state, index, document, now.inexact ? now.keys : added, id.bytes);
      return {
        index,
        added,
        gone: old.filter((each) => !newNames.has(each.toString('latin1'))),
        multikey: now.multikey,
        inexact: now.inexact,
      };
    });
    for (const { index, added, gone, multikey, inexact } of changes) {
      for (const each of gone) void this.database.store.remove(entryKey(index, each, id.bytes));
      for (const each of added)
        void this.database.store.put(entryKey(index, each, id.bytes), NOTHING);
      this.noteShape(state, index, multikey, inexact);
    }
    this.database.putDocument(key, bson);
    return key;
  }

  private noteShape(
    state: CollectionState,
    { record }: Index,
    multikey: boolean,
    inexact: boolean,
  ): void {
    if ((!multikey || record.multikey) && (!inexact || record.inexact)) return;
    record.multikey ||= multikey;
    record.inexact ||= inexact;
    this.database.saveState(state);
  }

  private refuseDuplicates(
    state: CollectionState,
    index: Index,
    document: Doc,
    keys: Buffer[],
    id: Buffer,
  ): void {
    for (const key of keys) {
      for (const entry of this.database.store.getKeys(
        rangeOf(Buffer.concat([index.prefix, key])),
      )) {
        const other = idKeyOf(index, entry as Buffer);
        if (other.equals(id)) continue;
        // A long value is cut in the index, so that two different ones may meet there.
        if (index.record.inexact || keysFor(index, document).inexact) {
          const exact = (each: Doc) => keysFor(index, each, Infinity, Infinity).keys;
          const theirs = this.database.read(Buffer.concat([state.prefix, other]));
          if (
            !theirs ||
            !exact(document).some((mine) => exact(theirs).some((their) => their.equals(mine)))
          )
            continue;
        }
        throw duplicateKey(
          this.namespace,
          index.record,
          Object.fromEntries(
            index.fields.map(({ path, parts }) => [path, duplicateValue(document, parts)]),
          ),
        );
      }
    }
  }

  private removeFound(state: CollectionState, { key, document }: Found): void {
    const id = key.subarray(state.prefix.length);
    for (const index of state.indexes.slice(1))
      for (const each of keysFor(index, document).keys)
        void this.database.store.remove(entryKey(index, each, id));
    void this.database.store.remove(key);
  }

  private insert(bson: Uint8Array): void {
    const document = BSON.deserialize(bson);
    // MongoDB moves _id to the front, wherever the caller had put it.
    const stored =
      Object.keys(document)[0] === '_id'
        ? bson
        : BSON.serialize({ _id: document._id, ...document });
    this.put(this.database.createState(this.collectionName), document, stored, null);
  }

  private change(
    found: Found,
    update: Update,
    filter: Doc,
    options: Doc,
  ): { document: Doc; modified: boolean } {
    const updated = update(found.document, {
      filter,
      arrayFilters: options.arrayFilters,
      inserting: false,
      collation: options.collation,
    });
    const bson = BSON.serialize(
      updated._id === undefined ? { _id: found.document._id, ...updated } : updated,
    );
    const modified = Buffer.compare(bson, BSON.serialize(found.document)) !== 0;
    const document = BSON.deserialize(bson);
    if (!encode(document._id).bytes.equals(encode(found.document._id).bytes))
      throw serverError(
        66,
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      );
    if (modified) this.put(this.database.stateOf(this.collectionName)!, document, bson, found);
    return { document, modified };
  }

  private upsert(filter: Doc, update: Update, options: Doc, replacing: boolean): Doc {
    const start = documentFromFilter(filter);
    const base = replacing ? (start._id === undefined ? {} : { _id: start._id }) : start;
    const made = update(base, { filter, arrayFilters: options.arrayFilters, inserting: true });
    const document = { _id: made._id ?? new ObjectId(), ...made };
    this.insert(BSON.serialize(document));
    return document;
  }

  private updater(update: Value, options: Doc): { apply: Update; replacing: boolean } {
    if (Array.isArray(update)) {
      const stages = plainList(update);
      for (const stage of stages)
        if (!updateStages.has(Object.keys(stage)[0]!))
          throw serverError(
            72,
            `${Object.keys(stage)[0]} is not allowed to be used within an update`,
          );
      return {
        apply: (document) => aggregate([clone(document)], stages, () => [])[0]!,
        replacing: false,
      };
    }
    return {
      apply: compileUpdate(plain(update, options.ignoreUndefined)),
      replacing: !Object.keys(update)[0]?.startsWith('$'),
    };
  }

  private prepare(filter: Doc, update: Value, options: Doc) {
    refuse(options);
    return {
      filter: plain(filter),
      ...this.updater(update, options),
      options: {
        ...options,
        arrayFilters: plainList(options.arrayFilters),
        sort: sortOf(options.sort),
      } as Doc,
    };
  }

  private changeOne({
    filter,
    apply,
    replacing,
    options,
  }: ReturnType<EmbeddedCollection['prepare']>): Changed {
    const [found] = this.select(filter, {
      sort: options.sort,
      limit: 1,
      collation: options.collation,
    });
    if (found)
      return {
        matched: 1,
        modified: this.change(found, apply, filter, options).modified ? 1 : 0,
        upserted: null,
      };
    return {
      matched: 0,
      modified: 0,
      upserted: options.upsert ? { _id: this.upsert(filter, apply, options, replacing)._id } : null,
    };
  }

  /** Like MongoDB's, not atomic as a whole: document by document, and others may write in between. */
  private async changeMany(prepared: ReturnType<EmbeddedCollection['prepare']>): Promise<Changed> {
    const { filter, apply, replacing, options } = prepared;
    const changed: Changed = { matched: 0, modified: 0, upserted: null };
    await this.eachFound(filter, options.collation, (found) => {
      changed.matched++;
      if (this.change(found, apply, filter, options).modified) changed.modified++;
    });
    if (!changed.matched && options.upsert)
      changed.upserted = await this.database.write(() => ({
        _id: this.upsert(filter, apply, options, replacing)._id,
      }));
    return changed;
  }

  private async eachFound(
    filter: Doc,
    collation: Doc | undefined,
    visit: (found: Found, state: CollectionState) => void,
  ): Promise<void> {
    const matches = compileFilter(filter, { collation, expressionOptions });
    const keys: Buffer[] = [];
    const { scan } = this.scan(filter, { collation });
    while (scan && !scan.done) {
      for (const { key } of scan.next(Infinity, performance.now() + SLICE_MS)) keys.push(key);
      if (!scan.done) await pause();
    }
    for (let at = 0; at < keys.length;) {
      await this.database.write(() => {
        for (
          const until = performance.now() + SLICE_MS;
          at < keys.length && performance.now() < until;
          at++
        ) {
          const key = keys[at]!;
          const document = this.database.read(key);
          if (document && matches(document))
            visit({ key, document }, this.database.stateOf(this.collectionName)!);
        }
      });
    }
  }

  async insertOne(document: Doc, options: Doc = {}) {
    refuse(options);
    document._id ??= new ObjectId();
    const bson = BSON.serialize(document, { ignoreUndefined: options.ignoreUndefined ?? false });
    await this.database.write(() => this.insert(bson));
    return { acknowledged: true, insertedId: document._id };
  }

  async insertMany(documents: Doc[], options: Doc = {}) {
    const result = await this.bulkWrite(
      documents.map((document) => ({ insertOne: { document } })),
      options,
    );
    return {
      acknowledged: true,
      insertedCount: result.insertedCount,
      insertedIds: result.insertedIds,
    };
  }

  async updateOne(filter: Doc, update: Value, options: Doc = {}) {
    if (!Array.isArray(update) && !Object.keys(update)[0]?.startsWith('$'))
      throw new MongoInvalidArgumentError('Update document requires atomic operators');
    const prepared = this.prepare(filter, update, options);
    return updateResult(await this.database.write(() => this.changeOne(prepared)));
  }

  async updateMany(filter: Doc, update: Value, options: Doc = {}) {
    return updateResult(await this.changeMany(this.prepare(filter, update, options)));
  }

  async replaceOne(filter: Doc, replacement: Doc, options: Doc = {}) {
    const prepared = this.prepare(filter, replacement, options);
    return updateResult(await this.database.write(() => this.changeOne(prepared)));
  }

  async deleteOne(filter: Doc = {}, options: Doc = {}) {
    refuse(options);
    const wanted = plain(filter);
    return {
      acknowledged: true,
      deletedCount: await this.database.write(() => this.removeOne(wanted, options)),
    };
  }

  private removeOne(filter: Doc, { collation }: Doc): number {
    const [found] = this.select(filter, { limit: 1, collation });
    if (found) this.removeFound(this.database.stateOf(this.collectionName)!, found);
    return found ? 1 : 0;
  }

  async deleteMany(filter: Doc = {}, options: Doc = {}) {
    refuse(options);
    let deletedCount = 0;
    await this.eachFound(plain(filter), options.collation, (found, state) => {
      this.removeFound(state, found);
      deletedCount++;
    });
    return { acknowledged: true, deletedCount };
  }

  async findOneAndUpdate(filter: Doc, update: Value, options: Doc = {}) {
    const prepared = this.prepare(filter, update, options);
    const { value, updatedExisting, upserted } = await this.database.write(() => {
      const [found] = this.select(prepared.filter, {
        sort: prepared.options.sort,
        limit: 1,
        collation: options.collation,
      });
      const after = options.returnDocument === 'after';
      if (found)
        return {
          value: after
            ? this.change(found, prepared.apply, prepared.filter, prepared.options).document
            : (this.change(found, prepared.apply, prepared.filter, prepared.options),
              found.document),
          updatedExisting: true,
          upserted: undefined,
        };
      const made = options.upsert
        ? this.upsert(prepared.filter, prepared.apply, prepared.options, prepared.replacing)
        : null;
      return { value: after ? made : null, updatedExisting: false, upserted: made?._id };
    });
    return this.answer(value, prepared.filter, options, {
      updatedExisting,
      ...(upserted === undefined ? {} : { upserted }),
    });
  }

  findOneAndReplace(filter: Doc, replacement: Doc, options: Doc = {}) {
    return this.findOneAndUpdate(filter, replacement, options);
  }

  async findOneAndDelete(filter: Doc, options: Doc = {}) {
    refuse(options);
    const wanted = plain(filter);
    const value = await this.database.write(() => {
      const [found] = this.select(wanted, {
        sort: sortOf(options.sort),
        limit: 1,
        collation: options.collation,
      });
      if (found) this.removeFound(this.database.stateOf(this.collectionName)!, found);
      return found?.document ?? null;
    });
    return this.answer(value, wanted, options, {});
  }

  private answer(value: Doc | null, filter: Doc, options: Doc, more: Doc) {
    const shown =
      value &&
      compileProjection(
        options.projection && plain(options.projection),
        filter,
        expressionOptions,
      )(value);
    return options.includeResultMetadata
      ? { value: shown, ok: 1, lastErrorObject: { n: value ? 1 : 0, ...more } }
      : shown;
  }

  async bulkWrite(operations: Doc[], options: Doc = {}) {
    refuse(options);
    const ordered = options.ordered !== false;
    const counts: BulkCounts = {
      ok: 1,
      writeErrors: [],
      writeConcernErrors: [],
      insertedIds: [],
      nInserted: 0,
      nUpserted: 0,
      nMatched: 0,
      nModified: 0,
      nRemoved: 0,
      upserted: [],
    };
    const steps = operations.map((operation, index) => ({
      index,
      ...this.bulkStep(operation, index, counts, options),
    }));
    // The driver sends an unordered bulk as its inserts, then its updates, then its deletes.
    const turn = ({ index }: { index: number }) =>
      ['i', 'ur', 'd'].findIndex((letters) =>
        letters.includes(Object.keys(operations[index]!)[0]![0]!),
      );
    if (!ordered) steps.sort((a, b) => turn(a) - turn(b));
    let at = 0;
    const stopped = () => ordered && counts.writeErrors.length > 0;
    const attempt = <T>(index: number, work: () => T) => {
      try {
        return work();
      } catch (error) {
        counts.writeErrors.push(writeErrorAt(index, error, operations[index]!));
      }
    };
    while (at < steps.length && !stopped()) {
      if (steps[at]!.many) {
        await steps[at]!.many!().catch((error) =>
          attempt(steps[at]!.index, () => {
            throw error;
          }),
        );
        at++;
        continue;
      }
      await this.database.write(() => {
        for (
          const until = performance.now() + SLICE_MS;
          steps[at]?.one && !stopped() && performance.now() < until;
          at++
        )
          attempt(steps[at]!.index, steps[at]!.one!);
      });
    }
    if (counts.writeErrors.length) throw bulkWriteError(counts, ordered);
    return bulkResult(counts, ordered);
  }

  private bulkStep(
    operation: Doc,
    index: number,
    counts: BulkCounts,
    options: Doc,
  ): { one?: () => void; many?: () => Promise<void> } {
    const [[name, body]] = Object.entries(operation) as [[string, Value]];
    const count = ({ matched, modified, upserted }: Changed) => {
      counts.nMatched += matched;
      counts.nModified += modified;
      if (upserted) counts.upserted.push({ index, _id: upserted._id });
    };
    const removed = (deleted: number) => {
      counts.nRemoved += deleted;
    };
    const merged = { ...options, ...body };
    switch (name) {
      case 'insertOne': {
        const document = body.document ?? body;
        document._id ??= new ObjectId();
        counts.insertedIds.push({ index, _id: document._id });
        return {
          one: () => {
            this.insert(
              BSON.serialize(document, { ignoreUndefined: options.ignoreUndefined ?? false }),
            );
            counts.nInserted++;
          },
        };
      }
      case 'updateOne':
      case 'replaceOne': {
        return {
          one: () =>
            count(
              this.changeOne(this.prepare(body.filter, body.update ?? body.replacement, merged)),
            ),
        };
      }
      case 'updateMany': {
        return {
          many: async () =>
            count(await this.changeMany(this.prepare(body.filter, body.update, merged))),
        };
      }
      case 'deleteOne': {
        return { one: () => removed(this.removeOne(plain(body.filter as Doc), body)) };
      }
      case 'deleteMany':
        return {
          many: async () => removed((await this.deleteMany(body.filter, body)).deletedCount),
        };
    }
    throw notSupported(`bulkWrite of ${name}`);
  }

  // ---- indexes and the collection itself

  async createIndex(given: Value, options: Doc = {}): Promise<string> {
    const key = Object.fromEntries(sortOfIndex(given)) as Record<string, 1 | -1>;
    checkIndexRequest(key, options);
    const name =
      options.name ??
      Object.entries(key)
        .map(([path, direction]) => `${path}_${direction}`)
        .join('_');
    if (name === '_id_' || (Object.keys(key).length === 1 && key._id)) return '_id_';
    const { unique, sparse, partialFilterExpression, collation, expireAfterSeconds } = options;
    const wanted = plain(
      { name, key, unique, sparse, partialFilterExpression, collation, expireAfterSeconds },
      true,
    ) as unknown as Index['record'];
    const index = await this.database.write(() => {
      const state = this.database.createState(this.collectionName);
      const same = state.indexes.find(
        ({ record }) =>
          record.name === name ||
          JSON.stringify([record.key, record.partialFilterExpression, record.collation]) ===
            JSON.stringify([key, wanted.partialFilterExpression, wanted.collation]),
      );
      if (!same) return this.database.addIndex(state, { ...wanted, building: true });
      const kept = ({
        key: k,
        unique: u,
        sparse: s,
        partialFilterExpression: p,
        expireAfterSeconds: e,
      }: Value) => JSON.stringify([k, Boolean(u), Boolean(s), p, e]);
      if (kept(same.record) !== kept(wanted))
        throw serverError(
          same.record.name === name ? 86 : 85,
          `An existing index has the same name as the requested index or different options: ${name}`,
        );
      return null;
    });
    if (index) await this.build(index);
    return name;
  }

  /** Writers keep the new index up to date from the start; this adds the documents that were there before, some at a time. */
  private async build(index: Index): Promise<void> {
    const state = this.database.stateOf(this.collectionName)!;
    const documents = new Scan(
      this.database,
      state.prefix,
      planQuery(state.indexes.slice(0, 1), {}, [], undefined, false),
      () => true,
    );
    try {
      while (!documents.done) {
        await this.database.write(() => {
          for (const { key, document } of documents.next(Infinity, performance.now() + SLICE_MS)) {
            const id = key.subarray(state.prefix.length);
            const { keys, multikey, inexact } = keysFor(index, document);
            if (index.record.unique) this.refuseDuplicates(state, index, document, keys, id);
            for (const each of keys)
              void this.database.store.put(entryKey(index, each, id), NOTHING);
            this.noteShape(state, index, multikey, inexact);
          }
        });
      }
    } catch (error) {
      await this.dropIndex(index.record.name);
      throw error;
    }
    await this.database.write(() => {
      delete index.record.building;
      this.database.saveState(state);
    });
  }

  async createIndexes(specifications: { key: Doc }[]) {
    const names: string[] = [];
    for (const { key, ...options } of specifications)
      names.push(await this.createIndex(key, options));
    return names;
  }

  async dropIndex(name: string) {
    const state = this.database.stateOf(this.collectionName);
    const index = state?.indexes.find(({ record }) => record.name === name);
    if (!state || !index) throw serverError(27, `index not found with name [${name}]`);
    if (index.holdsDocuments) throw serverError(72, 'cannot drop _id index');
    await this.database.write(() => {
      state.indexes.splice(state.indexes.indexOf(index), 1);
      this.database.saveState(state);
    });
    await this.empty(index.prefix);
    return { ok: 1 };
  }

  private async empty(prefix: Buffer): Promise<void> {
    while ((await this.database.write(() => this.database.removeRange(prefix, 5000))) > 0);
  }

  async indexes() {
    const state = this.database.stateOf(this.collectionName);
    if (!state) throw serverError(26, `ns does not exist: ${this.namespace}`);
    return state.indexes.map(({ record, holdsDocuments }): Doc => {
      const { name, key, unique, sparse, partialFilterExpression, collation, expireAfterSeconds } =
        record;
      const options = { sparse, partialFilterExpression, collation, expireAfterSeconds };
      const shown = {
        v: 2,
        name,
        key,
        ...options,
        unique: (unique && !holdsDocuments) || undefined,
      };
      return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
    });
  }

  listIndexes() {
    return { toArray: () => this.indexes() };
  }

  async indexInformation() {
    return Object.fromEntries(
      (await this.indexes()).map(({ name, key }) => [name, Object.entries(key)]),
    );
  }

  async indexExists(names: string | string[]) {
    const known = new Set((await this.indexes()).map(({ name }) => name));
    return [names].flat().every((name) => known.has(name));
  }

  async drop(): Promise<boolean> {
    const state = this.database.stateOf(this.collectionName);
    if (!state) return false;
    await this.database.write(() => this.database.forget(this.collectionName));
    for (const { prefix } of state.indexes) await this.empty(prefix);
    return true;
  }

  watch(): never {
    throw notSupported('watch (change streams)');
  }
  initializeOrderedBulkOp(): never {
    throw notSupported('initializeOrderedBulkOp');
  }
  initializeUnorderedBulkOp(): never {
    throw notSupported('initializeUnorderedBulkOp');
  }
  rename(): never {
    throw notSupported('rename');
  }
}

const NOTHING = Buffer.alloc(0);

function refuse(options: Doc): void {
  if (options.session) throw notSupported('a session (transactions)');
  if (options.explain) throw notSupported('explain');
}

function refuseByName(value: Value, names: string[]): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    if (names.includes(key)) throw notSupported(key);
    if (Array.isArray(inner) || isPlain(inner)) refuseByName(inner, names);
  }
}

function updateResult({ matched, modified, upserted }: Changed) {
  return {
    acknowledged: true,
    matchedCount: matched,
    modifiedCount: modified,
    upsertedCount: upserted ? 1 : 0,
    upsertedId: upserted?._id ?? null,
  };
}

function duplicateValue(document: Doc, parts: string[]): unknown {
  const [first] = leavesAt(document, parts);
  return (Array.isArray(first) ? first[0] : first) ?? null;
}

function sortOfIndex(given: Value): [string, unknown][] {
  if (typeof given === 'string') return [[given, 1]];
  if (given instanceof Map) return [...given];
  return Array.isArray(given)
    ? given.flatMap((each) =>
        Array.isArray(each) ? [each as [string, unknown]] : sortOfIndex(each),
      )
    : Object.entries(given);
}
