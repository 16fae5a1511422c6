import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHarness, type Harness } from '../support/harness.ts';

describe('what a desk keeps to open without the server', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('is all there, because one file that is missing keeps the service worker from starting', async () => {
    const shell = await fetch(`${harness.url}/desk/shell.json`);
    const { files } = (await shell.json()) as { files: string[] };
    expect(files).toContain('/desk/needs-network.html');
    const answers = await Promise.all(files.map((file) => fetch(harness.url + file)));
    expect(answers.filter(({ ok }) => !ok).map(({ url }) => url)).toEqual([]);
  });
});
