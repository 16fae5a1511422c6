import mongoose from 'mongoose';
import { aggregateBatches } from './aggregate.ts';
import { bulkWrite, insertMany } from './bulk.ts';
import { updateResult } from './bulk-result.ts';
import { changeMany, changeOne, prepareChange, removeFirst, removeMany } from './change.ts';
import * as indexing from './collection-indexes.ts';
import { countDocuments, distinctValues } from './counting.ts';
import { EmbeddedCursor } from './cursor.ts';
import type { EmbeddedDatabase } from './database.ts';
import { notSupported } from './errors.ts';
import { findAndChange, findAndRemove } from './find-and-change.ts';
import type { Doc } from './paths.ts';
import { plain, plainList, refuseOptions } from './plain.ts';
import { insertBson } from './put-document.ts';
import { findBatches } from './reading.ts';

const { BSON, MongoInvalidArgumentError, ObjectId } = mongoose.mongo;

/**
 * What Mongoose uses of the driver's `Collection`, over the embedded store. Answers and errors are those of the driver; what only
 * MongoDB can do throws error 115. A write's promise resolves when it is on disk.
 */
export class EmbeddedCollection {
  readonly collectionName: string;
  private readonly database: EmbeddedDatabase;

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

  find(filter: Doc = {}, options: Doc = {}) {
    refuseOptions(options);
    const wanted = plain(filter);
    return new EmbeddedCursor((set) => findBatches(this.database, this.name, wanted, set), options);
  }

  async findOne(filter: Doc = {}, options: Doc = {}): Promise<Doc | null> {
    return this.find(filter, { ...options, limit: 1 }).next();
  }

  async countDocuments(filter: Doc = {}, options: Doc = {}): Promise<number> {
    refuseOptions(options);
    return countDocuments(this.database, this.name, plain(filter), options);
  }

  async estimatedDocumentCount(): Promise<number> {
    return countDocuments(this.database, this.name, {}, {});
  }

  async distinct(field: string, filter: Doc = {}, options: Doc = {}): Promise<unknown[]> {
    refuseOptions(options);
    return distinctValues(this.database, this.name, field, plain(filter), options.collation);
  }

  aggregate(pipeline: Doc[] = [], options: Doc = {}) {
    refuseOptions(options);
    const stages = plainList(pipeline);
    return new EmbeddedCursor(
      (set) => aggregateBatches(this.database, this.name, stages, set.collation),
      options,
    );
  }

  async insertOne(document: Doc, options: Doc = {}) {
    refuseOptions(options);
    document._id ??= new ObjectId();
    const bson = BSON.serialize(document, { ignoreUndefined: options.ignoreUndefined ?? false });
    await this.database.write(() => {
      const state = this.database.catalog.ensure(this.name);
      insertBson({ database: this.database, state }, bson);
    });
    return { acknowledged: true, insertedId: document._id };
  }

  async insertMany(documents: Doc[], options: Doc = {}) {
    refuseOptions(options);
    return insertMany(this.database, this.name, documents, options);
  }

  async bulkWrite(operations: Doc[], options: Doc = {}) {
    refuseOptions(options);
    return bulkWrite(this.database, this.name, operations, options);
  }

  async updateOne(filter: Doc, update: Doc | Doc[], options: Doc = {}) {
    if (!Array.isArray(update) && !Object.keys(update)[0]?.startsWith('$'))
      throw new MongoInvalidArgumentError('Update document requires atomic operators');
    return this.replaceOne(filter, update, options);
  }

  async replaceOne(filter: Doc, replacement: Doc | Doc[], options: Doc = {}) {
    const prepared = prepareChange(filter, replacement, options);
    return updateResult(
      await this.database.write(() => changeOne(this.database, this.name, prepared)),
    );
  }

  async updateMany(filter: Doc, update: Doc | Doc[], options: Doc = {}) {
    const prepared = prepareChange(filter, update, options);
    return updateResult(await changeMany(this.database, this.name, prepared));
  }

  async deleteOne(filter: Doc = {}, options: Doc = {}) {
    refuseOptions(options);
    const wish = { filter: plain(filter), sort: [], collation: options.collation };
    const removed = await this.database.write(() => removeFirst(this.database, this.name, wish));
    return { acknowledged: true, deletedCount: removed ? 1 : 0 };
  }

  async deleteMany(filter: Doc = {}, options: Doc = {}) {
    refuseOptions(options);
    const { database, name } = this;
    const deletedCount = await removeMany(database, name, plain(filter), options.collation);
    return { acknowledged: true, deletedCount };
  }

  findOneAndUpdate(filter: Doc, update: Doc | Doc[], options: Doc = {}) {
    return findAndChange(this.database, this.name, filter, update, options);
  }

  findOneAndReplace(filter: Doc, replacement: Doc, options: Doc = {}) {
    return findAndChange(this.database, this.name, filter, replacement, options);
  }

  findOneAndDelete(filter: Doc, options: Doc = {}) {
    return findAndRemove(this.database, this.name, filter, options);
  }

  createIndex(key: unknown, options: Doc = {}): Promise<string> {
    return indexing.createIndex(this.database, this.name, key, options);
  }

  async createIndexes(specifications: { key: Doc }[]): Promise<string[]> {
    const names: string[] = [];
    for (const { key, ...options } of specifications)
      names.push(await this.createIndex(key, options));
    return names;
  }

  async dropIndex(name: string) {
    await indexing.dropIndex(this.database, this.name, name);
    return { ok: 1 };
  }

  async indexes(): Promise<Doc[]> {
    return indexing.listIndexes(this.database, this.name);
  }

  listIndexes() {
    return { toArray: () => this.indexes() };
  }

  async indexInformation(): Promise<Doc> {
    const all = await this.indexes();
    return Object.fromEntries(all.map(({ name, key }) => [name, Object.entries(key)]));
  }

  async indexExists(names: string | string[]): Promise<boolean> {
    const known = new Set((await this.indexes()).map(({ name }) => name));
    return [names].flat().every((name) => known.has(name));
  }

  drop(): Promise<boolean> {
    return indexing.dropCollection(this.database, this.name);
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
