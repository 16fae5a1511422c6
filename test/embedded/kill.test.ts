import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openEmbedded, temporaryFolder } from './support/stores.ts';

const WRITER = fileURLToPath(new URL('./support/kill-writer.ts', import.meta.url));
const ROUNDS = 20;

describe('a process killed while it writes', () => {
  const folder = temporaryFolder();
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it(`loses nothing that it acknowledged, in ${ROUNDS} kills`, async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++)
      acknowledged.push(...(await writeAndKill(folder, round)));

    // Opening needs no hand: the lock died with its process, whatever lies in the folder.
    const store = await openEmbedded(folder);
    const kept = store.collection('kept');
    const documents = new Map((await kept.find({}).toArray()).map((each) => [each.code, each]));
    const lost = acknowledged.filter((line) => {
      const [code, what] = line.split(' ');
      return what === 'updated' ? !documents.get(code)?.twice : !documents.has(code);
    });
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 20);
    expect(lost).toEqual([]);
    expect(await kept.countDocuments({ code: { $gte: '' } })).toBe(documents.size);
    expect(await kept.estimatedDocumentCount()).toBe(documents.size);
    await store.mongoose.disconnect();
  }, 120_000);
});

async function writeAndKill(folder: string, round: number): Promise<string[]> {
  const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'close');
  let output = '';
  writer.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  await Promise.race([once(writer.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, 50 + ((round * 37) % 150)));
  writer.kill('SIGKILL');
  await ended;
  // A line without its end was being printed when the process died.
  return output.split('\n').slice(0, -1);
}
