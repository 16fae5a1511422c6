import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { aFair, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

describe('packed pages', () => {
  let harness: Harness;
  let page: string;
  beforeAll(async () => {
    harness = await startHarness();
    const fair = await aFair();
    for (let n = 0; n < 30; n += 1) await anEmployer(fair, harness.deps);
    page = `/fairs/${fair.slug}/employers`;
  });
  afterAll(() => harness.stop());

  function get(path: string, encoding?: string) {
    return new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const headers = { accept: 'text/html', ...(encoding ? { 'accept-encoding': encoding } : {}) };
      ask(harness.url + path, { headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(pieces) }));
      })
        .on('error', reject)
        .end();
    });
  }

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])(
    'come as %s to who can read it, whole and much smaller',
    async (encoding, accepted, unpack) => {
      const plain = await get(page);
      const packed = await get(page, accepted);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(packed.headers).toMatchObject({
        'content-encoding': encoding,
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(packed.body.length),
        vary: expect.stringContaining('Accept-Encoding'),
      });
      const withoutTokens = (text: string) => text.replaceAll(/value="[\w-]{43}"/g, '');
      expect(withoutTokens(unpack(packed.body).toString())).toBe(
        withoutTokens(plain.body.toString()),
      );
      expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    },
  );

  it('hold their secret in another disguise each time', async () => {
    const tokens = [];
    for (const _ of [1, 2])
      tokens.push(
        /name="_csrf" value="([\w-]{43})"/.exec(String((await get('/sign-in')).body))![1],
      );
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it('leave alone what is small', async () => {
    expect((await get('/health/ready', 'gzip')).headers['content-encoding']).toBeUndefined();
  });
});
