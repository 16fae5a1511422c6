import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  to: string;
  raw: string;
}

/** What the server answers to a recipient: null takes the mail, an error refuses it. */
export type Answer = (to: string, caught: CaughtMail[]) => SmtpRefusal | null;

export class SmtpRefusal extends Error {
  responseCode: number;
  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

export interface SmtpCatcher {
  url: string;
  port: number;
  caught: CaughtMail[];
  /** Every RCPT TO, refused ones too. */
  asked: string[];
  answer: Answer;
  /** Mails wait here before they are taken. */
  gate: Promise<void>;
  stop(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is sent. */
export async function catchMail(port = 0): Promise<SmtpCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      catcher.asked.push(address);
      done(catcher.answer(address, catcher.caught));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        void catcher.gate.then(() => {
          for (const { address } of session.envelope.rcptTo)
            catcher.caught.push({ to: address, raw });
          done(null, `queued as ${catcher.caught.length}`);
        });
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.server.address() as AddressInfo).port;
  const catcher: SmtpCatcher = {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    caught: [],
    asked: [],
    answer: () => null,
    gate: Promise.resolve(),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  return catcher;
}

/** The decoded body of a part of a mail, by its content type. */
export function partOf(raw: string, type: string): string {
  const sections = raw.split(/\r?\n--[-\w.]{8,}/);
  const part = sections.find((each) => new RegExp(`^content-type: ${type}`, 'im').test(each)) ?? '';
  const [head = '', ...body] = part.split(/\r?\n\r?\n/);
  const text = body.join('\n\n');
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  return /quoted-printable/i.test(head) ? unquote(text) : text;
}

const unquote = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
