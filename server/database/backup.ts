import { readEmbedded, restoreEmbedded } from './backup-embedded.ts';
import { readBackup, writeBackup, type BackupTotals } from './backup-format.ts';
import { readMongodb, restoreMongodb } from './backup-mongodb.ts';

export interface StorePlace {
  dataDir: string;
  /** When set, MongoDB and not the embedded store in the data folder. */
  mongodbUri?: string | undefined;
}

/** Writes everything that the store holds, résumé files too, into one new file; the server may go on working. */
export function backUp(place: StorePlace, file: string): Promise<BackupTotals> {
  const { dataDir, mongodbUri } = place;
  return writeBackup(file, mongodbUri ? readMongodb(mongodbUri) : readEmbedded(dataDir));
}

/** Brings a backup into an empty store, of whichever kind; the whole file is checked before anything is written. */
export async function restore(place: StorePlace, file: string): Promise<BackupTotals> {
  const totals: BackupTotals = { collection: 0, document: 0, file: 0 };
  for await (const { kind } of readBackup(file)) totals[kind]++;
  const { dataDir, mongodbUri } = place;
  if (mongodbUri) await restoreMongodb(mongodbUri, readBackup(file));
  else await restoreEmbedded(dataDir, readBackup(file));
  return totals;
}
