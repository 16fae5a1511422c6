import { randomUUID } from 'node:crypto';
import { formOn } from './page-forms.ts';
import { httpRequest, type HttpAnswer } from './http-request.ts';

export interface Page extends HttpAnswer {
  /** Where redirects led to. */
  path: string;
}

export interface UploadFile {
  field: string;
  name: string;
  type: string;
  bytes: Buffer;
}

export interface Browser {
  /** Opens a page and follows redirects. */
  open(path: string): Promise<Page>;
  /** Sends the form of a page whose action this is, with what its hidden fields hold. */
  submit(
    page: Page,
    action: string,
    fields?: Record<string, string>,
    file?: UploadFile,
  ): Promise<Page>;
  /** Any answer that pages of ours fetch by script. */
  fetchJson(path: string): Promise<unknown>;
  cookieHeader(): string;
}

/** Thrown when the server refuses what somebody of the demo does. */
export class PageTrouble extends Error {
  status: number;
  constructor(status: number, what: string) {
    super(`${status} from ${what}`);
    this.status = status;
  }
}

/** A browser without script: cookies, redirects, and forms as the pages draw them. `from` is its address on the network. */
export function openBrowser(url: string, from: string): Browser {
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  async function send(
    method: 'GET' | 'POST',
    path: string,
    body?: { type: string; bytes: Buffer },
    accept = 'text/html',
  ): Promise<Page> {
    const headers: Record<string, string | number> = {
      Accept: accept,
      'X-Forwarded-For': from,
      ...(cookies.size ? { Cookie: cookieHeader() } : {}),
      ...(method === 'POST' ? { 'Sec-Fetch-Site': 'same-origin' } : {}),
      ...(body ? { 'Content-Type': body.type, 'Content-Length': body.bytes.length } : {}),
    };
    const answer = await httpRequest(new URL(path, url), { method, headers, body: body?.bytes });
    keep(answer.setCookies);
    if (answer.location) return send('GET', answer.location);
    if (answer.status >= 400) throw new PageTrouble(answer.status, `${method} ${shown(path)}`);
    return { ...answer, path };
  }

  function keep(lines: string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const gone = attributes.some((each) => /expires=Thu, 01 Jan 1970/i.test(each));
      if (gone) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  return {
    open: (path) => send('GET', path),
    submit(page, action, fields = {}, file) {
      const filled = { ...formOn(page.html, action, page.path, fields), ...fields };
      return send('POST', action, file ? multipart(filled, file) : urlEncoded(filled));
    },
    fetchJson: async (path) =>
      JSON.parse((await send('GET', path, undefined, 'application/json')).html) as unknown,
    cookieHeader,
  };
}

/** Paths of secret links are not for the log. */
const shown = (path: string): string => path.replace(/[\w-]{22}/g, '…');

const urlEncoded = (fields: Record<string, string>) => ({
  type: 'application/x-www-form-urlencoded',
  bytes: Buffer.from(new URLSearchParams(fields).toString()),
});

function multipart(fields: Record<string, string>, file: UploadFile) {
  const boundary = `----${randomUUID()}`;
  const texts = Object.entries(fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([
      Buffer.from(texts.join('') + head),
      file.bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}
