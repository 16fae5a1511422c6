import type { Value } from './paths.ts';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { EmbeddedDatabase } from './database.ts';
import { notSupported } from './errors.ts';

const require = createRequire(import.meta.url);
const NativeConnection = require('mongoose/lib/drivers/node-mongodb-native/connection.js');
const NativeCollection = require('mongoose/lib/drivers/node-mongodb-native/collection.js');

// Mongoose's connection is an old-style constructor that must run on `this`; a class could not inherit from it.
function EmbeddedConnection(this: Value, ...args: unknown[]) {
  NativeConnection.apply(this, args);
}
Object.setPrototypeOf(EmbeddedConnection, NativeConnection);
EmbeddedConnection.prototype = Object.create(NativeConnection.prototype, {
  constructor: { value: EmbeddedConnection },
});

EmbeddedConnection.prototype.createClient = async function createClient(uri: string) {
  if (!uri.startsWith('embedded://'))
    throw new Error(`the embedded store opens embedded:///folder, not ${uri}`);
  const folder = fileURLToPath(uri.replace('embedded://', 'file://'));
  this._connectionString = uri;
  this.name = 'embedded';
  const database = await EmbeddedDatabase.open(folder, this.name);
  this.client = {
    db: () => database,
    close: () => database.close(),
    startSession: () => {
      throw notSupported('a session (transactions)');
    },
    on() {},
    removeListener() {},
  };
  this.db = database;
  // The setter of readyState and onOpen tell Mongoose's models that the connection is there.
  this.readyState = mongoose.ConnectionStates.connecting;
  this.onOpen();
  for (const collection of Object.values(this.collections) as { onOpen(): void }[])
    collection.onOpen();
  return this;
};

export const embeddedDriver = {
  Connection: EmbeddedConnection,
  Collection: NativeCollection,
  BulkWriteResult: class {},
};
