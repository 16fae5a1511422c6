// npm run backup -- FILE: everything in the store that DATA_DIR or MONGODB_URI names, into one new file.
import { backUp } from '../server/database/backup.ts';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Usage: npm run backup -- FILE');
  process.exit(2);
}

try {
  const { DATA_DIR: dataDir = './data', MONGODB_URI: mongodbUri } = process.env;
  const totals = await backUp({ dataDir, mongodbUri }, file);
  const { collection, document, file: files } = totals;
  console.log(
    `Wrote ${file}: ${document} records of ${collection} collections and ${files} files.`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
