// Writes without end and says on standard output what was acknowledged, until it is killed.
import mongoose from 'mongoose';
import { embeddedDriver } from '../../../server/database/embedded/driver.ts';

const [folder, round] = process.argv.slice(2);
mongoose.setDriver(embeddedDriver as never);
await mongoose.connect(`embedded://${folder}`);
const collection = mongoose.connection.collection('kept');
await collection.createIndex({ code: 1 }, { unique: true });

async function writeOn(writer: number): Promise<never> {
  for (let i = 0; ; i++) {
    const code = `${round}-${writer}-${i}`;
    await collection.insertOne({ code, text: 'x'.repeat(500) });
    process.stdout.write(`${code} inserted\n`);
    if (i % 3) continue;
    await collection.updateOne({ code }, { $set: { twice: true } });
    process.stdout.write(`${code} updated\n`);
  }
}

await Promise.all(Array.from({ length: 16 }, (_, writer) => writeOn(writer)));
