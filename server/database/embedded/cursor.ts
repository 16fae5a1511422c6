import { Readable } from 'node:stream';
import { notSupported } from './errors.ts';
import type { Doc, Value } from './paths.ts';

/** What Mongoose and callers use of the driver's cursors, over any source of batches. */
export class EmbeddedCursor {
  private start: (options: Doc) => AsyncGenerator<Doc[]>;
  private options: Doc;
  private batches: AsyncGenerator<Doc[]> | null = null;
  private buffer: Doc[] = [];
  private transform: ((document: Doc) => Value) | null = null;
  closed = false;

  constructor(start: (options: Doc) => AsyncGenerator<Doc[]>, options: Doc) {
    this.start = start;
    this.options = { ...options };
  }

  private set(name: string, value: unknown): this {
    this.options[name] = value;
    return this;
  }
  sort(value: Value, direction?: Value) {
    return this.set('sort', direction ? { [value]: direction } : value);
  }
  limit(value: number) {
    return this.set('limit', value);
  }
  skip(value: number) {
    return this.set('skip', value);
  }
  project(value: Doc) {
    return this.set('projection', value);
  }
  collation(value: Doc) {
    return this.set('collation', value);
  }
  batchSize(value: number) {
    return this.set('batchSize', value);
  }
  hint() {
    return this;
  }
  maxTimeMS() {
    return this;
  }
  addCursorFlag(flag: string) {
    if (flag === 'tailable' || flag === 'awaitData') throw notSupported(`a ${flag} cursor`);
    return this;
  }
  map(transform: (document: Doc) => Value) {
    this.transform = transform;
    return this;
  }
  explain(): never {
    throw notSupported('explain');
  }
  rewind() {
    this.batches = null;
    this.buffer = [];
  }

  private async fill(): Promise<boolean> {
    this.batches ??= this.start(this.options);
    while (!this.buffer.length && !this.closed) {
      const { value, done } = await this.batches.next();
      if (done) return false;
      this.buffer = value.reverse();
    }
    return this.buffer.length > 0;
  }

  async hasNext() {
    return this.fill();
  }
  async next(): Promise<Value> {
    if (!(await this.fill())) return null;
    const document = this.buffer.pop()!;
    return this.transform ? this.transform(document) : document;
  }
  async tryNext() {
    return this.next();
  }
  async toArray(): Promise<Value[]> {
    const all: Value[] = [];
    while (await this.fill()) {
      const batch = this.buffer.reverse();
      this.buffer = [];
      for (const document of batch) all.push(this.transform ? this.transform(document) : document);
    }
    return all;
  }
  async forEach(visit: (document: Value) => void) {
    for await (const document of this) visit(document);
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<Value> {
    try {
      while (await this.fill()) yield this.next();
    } finally {
      await this.close();
    }
  }
  stream() {
    return Readable.from(this);
  }
  async close() {
    this.closed = true;
    this.buffer = [];
    await this.batches?.return(undefined);
  }
  on() {
    return this;
  }
  once() {
    return this;
  }
}
