import mongoose from 'mongoose';
import { FieldSet } from './bson-walk.ts';
import { openIndex, type Index, type IndexRecord } from './index-record.ts';
import { fieldsNamedBy } from './named-fields.ts';
import { COUNTER_KEY, KIND, keyPrefix, rangeOf, type Store } from './store-format.ts';

const { BSON } = mongoose.mongo;

interface CollectionRecord {
  id: number;
  indexes: IndexRecord[];
}

/** A collection that exists: where its documents lie, and its indexes, of which the first is always that of _id. */
export interface CollectionState {
  name: string;
  id: number;
  prefix: Buffer;
  indexes: Index[];
  /** The fields that any index, or its partial filter, looks at; null when it cannot be told. */
  indexed: FieldSet | null;
}

/** Which collections and indexes there are, and how many documents each holds. Everything that changes it runs inside a write. */
export class Catalog {
  readonly states = new Map<string, CollectionState>();
  private counts = new Map<number, number>();
  private uncounted = new Set<number>();
  private store: Store;

  constructor(store: Store) {
    this.store = store;
    this.reload();
  }

  /** Forgets what memory holds: needed when a transaction failed after memory had changed. */
  reload(): void {
    this.states.clear();
    this.counts.clear();
    this.uncounted.clear();
    for (const { key, value } of this.store.getRange(rangeOf(Buffer.from([KIND.collection]))))
      this.remember(key.toString('utf8', 1), BSON.deserialize(value) as CollectionRecord);
  }

  stateOf(name: string): CollectionState | undefined {
    return this.states.get(name);
  }

  ensure(name: string): CollectionState {
    const known = this.states.get(name);
    if (known) return known;
    const made = this.remember(name, { id: this.nextId(), indexes: [] });
    this.save(made);
    return made;
  }

  save(state: CollectionState): void {
    const indexes = state.indexes.slice(1).map(({ record }) => record);
    const record: CollectionRecord = { id: state.id, indexes };
    void this.store.put(collectionKey(state.name), Buffer.from(BSON.serialize(record)));
  }

  addIndex(state: CollectionState, options: Omit<IndexRecord, 'id'>): Index {
    const record = { ...options, id: this.nextId() };
    const index = openIndex(record, keyPrefix(KIND.entry, record.id));
    this.setIndexes(state, [...state.indexes, index]);
    return index;
  }

  setIndexes(state: CollectionState, indexes: Index[]): void {
    state.indexes = indexes;
    state.indexed = indexedFields(indexes);
    this.save(state);
  }

  forget(state: CollectionState): void {
    this.states.delete(state.name);
    this.counts.delete(state.id);
    this.uncounted.delete(state.id);
    void this.store.remove(collectionKey(state.name));
    void this.store.remove(keyPrefix(KIND.count, state.id));
  }

  /** How many documents a collection holds, without looking at them. */
  count(state: CollectionState): number {
    let count = this.counts.get(state.id);
    if (count === undefined) {
      const stored = this.store.get(keyPrefix(KIND.count, state.id));
      count = stored ? stored.readDoubleBE() : this.store.getKeysCount(rangeOf(state.prefix));
      this.counts.set(state.id, count);
    }
    return count;
  }

  setCount(state: CollectionState, count: number): void {
    this.counts.set(state.id, count);
    this.uncounted.add(state.id);
  }

  /** Once at the end of each write, so that many documents cost one entry. */
  saveCounts(): void {
    for (const id of this.uncounted) {
      const bytes = Buffer.allocUnsafe(8);
      bytes.writeDoubleBE(this.counts.get(id)!);
      void this.store.put(keyPrefix(KIND.count, id), bytes);
    }
    this.uncounted.clear();
  }

  private remember(name: string, { id, indexes }: CollectionRecord): CollectionState {
    const prefix = keyPrefix(KIND.document, id);
    const byId = openIndex({ id: 0, name: '_id_', key: { _id: 1 }, unique: true }, prefix, true);
    const others = indexes.map((each) => openIndex(each, keyPrefix(KIND.entry, each.id)));
    const all = [byId, ...others];
    const state = { name, id, prefix, indexes: all, indexed: indexedFields(all) };
    this.states.set(name, state);
    return state;
  }

  private nextId(): number {
    const id = (this.store.get(COUNTER_KEY)?.readUInt32BE() ?? 0) + 1;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(id);
    void this.store.put(COUNTER_KEY, bytes);
    return id;
  }
}

function indexedFields(indexes: Index[]): FieldSet | null {
  const names = new Set<string>();
  for (const { fields, record } of indexes) {
    for (const { parts } of fields) names.add(parts[0]!);
    const partial = fieldsNamedBy(record.partialFilterExpression ?? {});
    if (!partial) return null;
    for (const name of partial) names.add(name);
  }
  return new FieldSet(names);
}

function collectionKey(name: string): Buffer {
  return Buffer.concat([Buffer.from([KIND.collection]), Buffer.from(name)]);
}
