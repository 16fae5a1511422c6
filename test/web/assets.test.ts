import { mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { encodedBody, readAssets, styleSheets } from '../../server/web/asset-files.ts';
import { pageScripts } from '../../server/web/bundle-scripts.ts';
import { assetRoutes, assetUrl, serveAsset } from '../../server/web/assets.ts';
import { projectRoot } from '../../server/web/project-root.ts';

const app = express();
app.use('/assets', assetRoutes());
app.get('/desk/worker.js', serveAsset('js/page.js'));

const packed = (encoding: string, address: string) =>
  request(app)
    .get(address)
    .set('Accept-Encoding', encoding)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });

describe('files for browsers', () => {
  it('stand under an address that may be kept for ever', async () => {
    expect(assetUrl('js/page.js')).toMatch(/^\/assets\/[\w-]{16}\/js\/page\.js$/);
    const answer = await request(app).get(assetUrl('js/page.js'));
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.vary).toContain('Accept-Encoding');
  });

  it('are packed as the browser can unpack them', async () => {
    const address = assetUrl('css/app.css');
    const plain = await packed('identity', address);
    const br = await packed('gzip, br', address);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(br.headers['content-encoding']).toBe('br');
    // The client unpacks it as a browser would; the header still tells what was sent.
    expect((br.body as Buffer).equals(plain.body as Buffer)).toBe(true);
    const sent = Number(br.headers['content-length']);
    expect(sent).toBeLessThan(Number(plain.headers['content-length']) / 3);
    expect((await packed('gzip', address)).headers['content-encoding']).toBe('gzip');
  });

  it('answer 404 for another hash, another name and anything outside', async () => {
    const address = assetUrl('js/page.js');
    const wrong = [
      address.replace(/assets\/[^/]+/, 'assets/AAAAAAAAAAAAAAAA'),
      address.replace('page.js', 'none.js'),
      address.replace('js/page.js', 'tsconfig.json'),
      address.replace('js/page.js', '..%2fpackage.json'),
      address.replace('js/page.js', '%2e%2e/package.json'),
    ];
    for (const each of wrong) expect((await request(app).get(each)).status).toBe(404);
  });

  it('may stand at an address of their own, asked for anew each time', async () => {
    const answer = await request(app).get('/desk/worker.js');
    expect(answer.headers['cache-control']).toBe('no-cache');
    const again = request(app)
      .get('/desk/worker.js')
      .set('If-None-Match', String(answer.headers.etag));
    expect((await again).status).toBe(304);
  });

  it('refuse an address for a file that is not there', () => {
    expect(() => assetUrl('js/none.js')).toThrow('There is no public/js/none.js');
  });

  it('join every style sheet, and no other, in the order of the cascade', () => {
    const sheets = readdirSync(path.join(projectRoot, 'public/css')).map(
      (name) => path.parse(name).name,
    );
    expect([...styleSheets].sort()).toEqual(sheets.sort());
    const css = readAssets().files.get('css/app.css')!.body.toString();
    expect(css.startsWith('@layer tokens, base, layout, components, utilities, print;')).toBe(true);
    expect(css.match(/{/g)?.length).toBe(css.match(/}/g)?.length);
  });
});

describe('scripts', () => {
  const scripts = [...readAssets().files].filter(([name]) => name.startsWith('js/'));

  it('come with what they import, and every module of ours comes with some page', () => {
    const names = readdirSync(path.join(projectRoot, 'public/js'));
    const all = scriptTexts({ readable: true }).join('');
    for (const name of names.filter((each) => !isPageScript(each)))
      expect(all).toContain(`// public/js/${name}\n`);
    for (const name of pageScripts) expect(names).toContain(`${name}.js`);
  });

  it('are small, and tell nothing of who wrote them how', () => {
    const smallest = scriptTexts({}).join('').length;
    expect(smallest).toBeLessThan(scriptTexts({ readable: true }).join('').length / 3);
    expect(scripts.length).toBeLessThan(60);
  });
});

const isPageScript = (file: string) => pageScripts.includes(path.parse(file).name);
const scriptTexts = (how: { readable?: boolean }) =>
  [...readAssets(how).files].flatMap(([name, { body }]) =>
    name.startsWith('js/') ? [body.toString()] : [],
  );

describe('a folder of files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'assets-'));
  mkdirSync(path.join(folder, 'js'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gets another hash when any file changes, and the old one when it changes back', () => {
    const write = (text: string) =>
      writeFileSync(path.join(folder, 'js/page.js'), `console.log('${text}')`);
    const hashes = ['one', 'two', 'one'].map((text) => {
      write(text);
      return readAssets({ folder }).hash;
    });
    expect(hashes[0]).toBe(hashes[2]);
    expect(hashes[1]).not.toBe(hashes[0]);
  });

  it('packs a file once, however many ask for it', async () => {
    writeFileSync(path.join(folder, 'b.wasm'), Buffer.alloc(500_000, 'fair'));
    const asset = readAssets({ folder }).files.get('b.wasm')!;
    expect(asset.type).toBe('application/wasm');
    const [one, two] = await Promise.all([encodedBody(asset, 'br'), encodedBody(asset, 'br')]);
    expect(one).toBe(two);
    expect(one.length).toBeLessThan(1000);
  });
});
