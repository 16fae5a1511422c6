import path from 'node:path';
import { pathToFileURL } from 'node:url';
import mongoose from 'mongoose';
import { embeddedDriver } from './embedded/driver.ts';

mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);

export interface Store {
  kind: 'embedded' | 'mongodb';
  /** In words, for the first line of the log. */
  where: string;
  close(): Promise<void>;
}

/** Opens MongoDB when it is configured, else the embedded store in the data folder, and builds missing indexes. */
export async function openStore(config: { mongodbUri?: string; dataDir: string }): Promise<Store> {
  const kind = config.mongodbUri ? 'mongodb' : 'embedded';
  const folder = path.join(config.dataDir, 'store');
  if (kind === 'embedded') mongoose.setDriver(embeddedDriver as never);
  await mongoose.connect(
    config.mongodbUri ?? pathToFileURL(folder).href.replace('file://', 'embedded://'),
    config.mongodbUri
      ? { serverSelectionTimeoutMS: 10_000, writeConcern: { w: 'majority', journal: true } }
      : {},
  );
  for (const model of Object.values(mongoose.models)) await model.createIndexes();
  return {
    kind,
    where: kind === 'embedded' ? `embedded store in ${folder}` : 'MongoDB',
    close: () => mongoose.disconnect(),
  };
}
