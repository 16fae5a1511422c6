import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { embeddedDriver } from '../../server/database/embedded/driver.ts';
import { findMongodb } from './mongodb.ts';
import { storeFigures, type Collections } from './store-figures.ts';
import { prepareStore } from './store-people.ts';

export interface StoreFigure {
  bench: 'store';
  figure: string;
  value: number;
  unit: string;
  sibling: string | null;
  siblingValue: number | null;
  ratio: number | null;
  store: 'embedded';
  rounds: number;
}

const ROUNDS = 3;

interface Side {
  collections: Collections;
  close(): Promise<void>;
}

/**
 * Measures the embedded store against a MongoDB that writes its journal before it acknowledges, turn by turn in one run; the
 * median of three rounds. Without MongoDB there is no sibling, and the figures stand alone.
 */
export async function benchStore(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairbridge-bench-'));
  const mongod = await findMongodb();
  const sides = [await openEmbedded(folder), ...(mongod ? [await openMongodb(mongod.uri)] : [])];
  try {
    for (const { collections } of sides) await prepareStore(collections);
    for (const { figure, unit, measure } of storeFigures) {
      const values: number[][] = sides.map(() => []);
      for (let round = 0; round < ROUNDS; round++)
        for (const [i, { collections }] of sides.entries())
          values[i]!.push(await measure(collections, round));
      print(JSON.stringify(lineOf(figure, unit, values.map(median))));
    }
  } finally {
    for (const { close } of sides) await close();
    await mongod?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function lineOf(figure: string, unit: string, [value, siblingValue]: number[]): StoreFigure {
  const sibling = siblingValue === undefined ? null : 'mongodb';
  return {
    bench: 'store',
    figure,
    value: rounded(value!),
    unit,
    sibling,
    siblingValue: siblingValue === undefined ? null : rounded(siblingValue),
    ratio: siblingValue === undefined ? null : rounded(value! / siblingValue),
    store: 'embedded',
    rounds: ROUNDS,
  };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const rounded = (value: number) => Number(value.toPrecision(3));

async function openEmbedded(folder: string): Promise<Side> {
  const own = new mongoose.Mongoose();
  own.setDriver(embeddedDriver as never);
  await own.connect(`embedded://${folder}`);
  return { collections: collectionsOf(own), close: () => own.disconnect() };
}

async function openMongodb(uri: string): Promise<Side> {
  const own = new mongoose.Mongoose();
  const writeConcern = { w: 'majority', journal: true } as const;
  await own.connect(uri, { dbName: `bench-store-${process.pid}`, maxPoolSize: 64, writeConcern });
  return {
    collections: collectionsOf(own),
    async close() {
      await own.connection.dropDatabase();
      await own.disconnect();
    },
  };
}

const collectionsOf =
  (own: mongoose.Mongoose): Collections =>
  (name) =>
    own.connection.collection(name) as never;
