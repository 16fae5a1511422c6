import http from 'node:http';
import { once } from 'node:events';
import { SignInLink } from '../../server/accounts/sign-in-link-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness, type PairedBrowser } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

const KB = 1024;
const MB = 1024 * KB;

describe('what a request may carry', () => {
  let harness: Harness;
  let fair: FairFields;
  let graduate: Visitor;
  let east: PairedBrowser;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    const { accountId } = await aGraduate(fair, harness.deps);
    graduate = await harness.signInAs(accountId!);
    east = await harness.pairDevice(fair);
  });
  afterAll(() => harness.stop());

  const asForm = (body: string) => harness.visitor().postParts('/sign-in').type('form').send(body);
  const asJson = (body: object, path = '/sign-in', browser = harness.visitor()) =>
    browser.postParts(path).set('Accept', 'application/json').send(body);
  const parts = (name: string) =>
    harness.visitor().postParts('/sign-in').field(name, 'c@uni.example');
  const resumePage = () => `/fairs/${fair.slug}/registration/resume`;

  it('reads a form up to 256 kB and refuses more', async () => {
    const rest = (bytes: number) => `email=a@uni.example&note=${'a'.repeat(bytes)}`;
    expect((await asForm(rest(255 * KB))).status).toBe(303);
    expect((await asForm(rest(257 * KB))).status).toBe(413);
    expect((await asForm('a=&'.repeat(2001))).status).toBe(413);
  });

  it('reads JSON up to 64 kB and refuses more', async () => {
    const body = (bytes: number) => ({ email: 'b@uni.example', note: 'a'.repeat(bytes) });
    expect((await asJson(body(63 * KB))).status).toBe(303);
    expect((await asJson(body(65 * KB))).status).toBe(413);
  });

  it('lets no operator of the store through, in whatever form it comes', async () => {
    const links = await SignInLink.countDocuments({});
    for (const email of [{ $ne: null }, { toString: 1 }, [{ $gt: '' }], { a: { $regex: '.' } }]) {
      expect((await asJson({ email })).status).toBe(400);
      expect((await asJson({ code: email }, '/sign-in/code')).status).toBe(400);
    }
    expect((await parts('email[$ne]')).status).toBe(400);
    for (const email of [{ a: 1 }, ['a@uni.example'], null, 5])
      expect((await asJson({ email })).status).toBe(422);
    expect((await asForm('email[$ne]=x')).status).toBe(422);
    expect(await SignInLink.countDocuments({})).toBe(links);

    const scan = { nonce: 'n', scannedAt: new Date().toISOString(), mode: 'camera' };
    const sendScan = (odd: object) =>
      asJson({ ...scan, ...odd }, `/desk/${fair.slug}/checkins`, east.browser);
    for (const odd of [{ code: { $ne: '' } }, { registrationId: { $ne: null } }, { $where: '1' }])
      expect((await sendScan(odd)).status).toBe(400);
    expect((await sendScan({ code: { a: 1 } })).status).toBe(422);
    expect(await Scan.countDocuments({})).toBe(0);
  });

  it('takes an operator in an address for plain text', async () => {
    const organizer = await harness.signIn('organizer', fair);
    const all = await organizer.get(`/fairs/${fair.slug}/graduates?q[$ne]=x&state[$ne]=x`);
    expect(all.status).toBe(200);
    expect((await harness.visitor().get('/sign-in?next[$ne]=x')).status).toBe(200);
  });

  it('cannot reach what every object inherits', async () => {
    const sent = harness.visitor().postParts('/sign-in').type('json');
    expect((await sent.send('{"__proto__": {"email": "c@uni.example"}}')).status).toBe(400);
    expect((await parts('__proto__[email]')).status).toBe(400);
    expect((await parts('email[toString]')).status).toBe(400);
    const deep = harness.visitor().postParts('/sign-in').type('json');
    const nested = `{"email":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect((await deep.send(nested)).status).toBe(400);
    expect(({} as Record<string, unknown>).email).toBeUndefined();
  });

  it('refuses a file of 10 MB like one of 5 MB and a bit, in words of the form, and reads no endless one', async () => {
    const upload = (bytes: number) =>
      graduate.postParts(resumePage()).attach('resume', Buffer.alloc(bytes, '%PDF-1.7'), 'cv.pdf');
    const endless = await upload(65 * MB);
    expect([endless.status, endless.text.includes('at most 5 MB')]).toEqual([413, true]);
    for (const bytes of [10 * MB, 5 * MB + 1]) {
      const big = await upload(bytes);
      expect([big.status, /<title>Error: Your r/.test(big.text)]).toEqual([422, true]);
      expect(big.text).toContain('larger than 5 MB');
    }
  });

  it('refuses two files, many fields and long ones before the form sees them', async () => {
    const form = () => graduate.postParts(resumePage());
    const two = form().attach('resume', Buffer.from('a'), 'a.pdf');
    const many = form();
    for (let n = 0; n < 101; n += 1) many.field(`field-${n}`, 'x');
    const long = form().field('note', 'a'.repeat(100_001));
    for (const sent of [two.attach('other', Buffer.from('b'), 'b.pdf'), many, long]) {
      const { status, text } = await sent;
      expect([status, /<h1>(.*)<\/h1>/.exec(text)?.[1]]).toEqual([
        422,
        'Something in there is not right',
      ]);
    }
  });

  it('draws again only what was typed as text', async () => {
    const page = await asJson({ email: { a: 1 }, next: '/x' }).set('Accept', 'text/html');
    expect(page.status).toBe(422);
    expect(page.text).toContain('value="/x"');
    expect(page.text).not.toContain('[object Object]');
  });

  it.each<[string, string, string, Record<string, string>?]>([
    ['no boundary', 'multipart/form-data', 'anything'],
    [
      'no end',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
    ],
    [
      'a part without a head',
      'multipart/form-data; boundary=b',
      '--b\r\n:::\r\n\r\nx\r\n--b--\r\n',
    ],
    ['no packing that we know', 'application/json', '{}', { 'Content-Encoding': 'klingon' }],
    ['a broken packing', 'application/json', '{}', { 'Content-Encoding': 'gzip' }],
  ])('blames the sender for a body with %s', async (_what, type, body, more = {}) => {
    const { status } = await harness
      .visitor()
      .postParts('/sign-in')
      .set({ 'Content-Type': type, ...more })
      .send(body);
    expect([400, 415, 422]).toContain(status);
  });

  it('leaves a body of another kind unread', async () => {
    const xml = harness
      .visitor()
      .postParts('/sign-in')
      .type('xml')
      .send('<email>d@uni.example</email>');
    expect((await xml).status).toBe(422);
  });

  it('goes on when a sender hangs up in the middle', async () => {
    const before = await Registration.countDocuments({});
    for (const type of ['application/json', 'multipart/form-data; boundary=b']) {
      const headers = { 'Content-Type': type, 'Content-Length': 1000 };
      const half = http.request(`${harness.url}/sign-in`, { method: 'POST', headers });
      half.on('error', () => {}).write('--b\r\n');
      await once(half, 'socket');
      await new Promise((resolve) => setTimeout(resolve, 50));
      half.destroy();
    }
    expect((await harness.visitor().get('/sign-in')).status).toBe(200);
    expect(await Registration.countDocuments({})).toBe(before);
  });
});
