import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openEmbedded, temporaryFolder } from './support/stores.ts';

const FILLER = fileURLToPath(new URL('./support/fill-disk.ts', import.meta.url));
const LIMIT_KB = 12_000;

// A limit on the size of a file stands for the full disk; Windows has none.
(process.platform === 'win32' ? describe.skip : describe)('a full disk', () => {
  it('refuses the writer alone, and memory forgets what is not stored', async () => {
    const folder = temporaryFolder();
    const command = `ulimit -S -f ${LIMIT_KB}; exec "$0" --import tsx "$1" "$2"`;
    const parameters = ['-c', command, process.execPath, FILLER, folder];
    const run = spawnSync('bash', parameters, { encoding: 'utf8' });
    expect([run.status, run.stderr.includes('Unhandled')]).toEqual([0, false]);

    const said = JSON.parse(run.stdout);
    const refusal = expect.stringContaining('The store could not write to its disk');
    expect(said).toMatchObject({ filling: refusal, refused: refusal, missing: refusal });
    const { before, counted, found, byIndex } = said;
    expect(before).toBeGreaterThan(50);
    expect([counted, found, byIndex]).toEqual([before, before, before]);
    expect(said).toMatchObject({ multikey: false, other: false, small: 'stored' });

    const again = await openEmbedded(folder);
    expect((await again.collection('rows').find({}).toArray()).length).toBe(before + 1);
    expect(await again.collection('rows').estimatedDocumentCount()).toBe(before + 1);
    await again.mongoose.disconnect();
    fs.rmSync(folder, { recursive: true });
  }, 60_000);
});
