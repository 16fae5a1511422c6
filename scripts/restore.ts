// npm run restore -- FILE: brings a backup into the empty store that DATA_DIR or MONGODB_URI names.
import { restore } from '../server/database/backup.ts';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Usage: npm run restore -- FILE');
  process.exit(2);
}

try {
  const { DATA_DIR: dataDir = './data', MONGODB_URI: mongodbUri } = process.env;
  const totals = await restore({ dataDir, mongodbUri }, file);
  const { collection, document, file: files } = totals;
  console.log(
    `Restored ${file}: ${document} records of ${collection} collections and ${files} files.`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
