import request, { type Test } from 'supertest';
import { newToken, sign } from '../../server/web/tokens.ts';

/** A browser of the tests: keeps cookies and sends the page's token with every form. */
export class Visitor {
  readonly browserId = newToken();
  private readonly cookies = new Map<string, string>([['fairbridge_browser', this.browserId]]);
  private readonly url: string;
  private readonly csrfKey: Buffer;

  constructor(url: string, csrfKey: Buffer) {
    this.url = url;
    this.csrfKey = csrfKey;
  }

  setCookie(name: string, value: string): this {
    this.cookies.set(name, value);
    return this;
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  csrfToken(): string {
    return sign(this.csrfKey, 'csrf', this.browserId, this.cookies.get('fairbridge_session') ?? '');
  }

  get(path: string): Test {
    return this.watch(request(this.url).get(path)).set('Accept', 'text/html');
  }

  getJson(path: string): Test {
    return this.watch(request(this.url).get(path)).set('Accept', 'application/json');
  }

  /** A form post with the token that the page would have carried. */
  post(path: string, fields: object = {}): Test {
    return this.watch(request(this.url).post(path))
      .set('Accept', 'text/html')
      .set('Sec-Fetch-Site', 'same-origin')
      .set('X-CSRF-Token', this.csrfToken())
      .type('form')
      .send(fields);
  }

  /** A multipart form, e.g. with an upload: `.field('name', …).attach('resume', buffer, 'cv.pdf')`. */
  postParts(path: string): Test {
    return this.watch(request(this.url).post(path))
      .set('Accept', 'text/html')
      .set('Sec-Fetch-Site', 'same-origin')
      .set('X-CSRF-Token', this.csrfToken());
  }

  private watch(test: Test): Test {
    test.set('Cookie', this.cookieHeader()).redirects(0);
    test.on('response', (response: { headers: Record<string, unknown> }) =>
      this.keepCookies(response.headers['set-cookie']),
    );
    return test;
  }

  private keepCookies(header: unknown): void {
    for (const line of (header as string[] | undefined) ?? []) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      const gone = attributes.some((each) => /expires=Thu, 01 Jan 1970/i.test(each));
      if (gone || value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
