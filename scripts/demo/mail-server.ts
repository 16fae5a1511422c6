import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { messageIdOf, signInLinkIn } from './mail-text.ts';

export interface ReceivedMail {
  /** Without angle brackets. */
  messageId: string;
  to: string;
}

export interface DemoMailServer {
  url: string;
  /** Everything that was taken, in order. */
  received: ReceivedMail[];
  /** Addresses that do not exist. */
  nobody: Set<string>;
  /** The sign-in link of the next mail to an address that has one. Ask before it is sent. */
  nextLinkTo(address: string): Promise<string>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;

/** A real SMTP server on loopback, and the mailbox of everybody in the demo. */
export async function startMailServer(): Promise<DemoMailServer> {
  const received: ReceivedMail[] = [];
  const nobody = new Set<string>();
  const waiting = new Map<string, (link: string) => void>();

  function take(raw: string, addresses: string[]): void {
    for (const to of addresses) {
      received.push({ messageId: messageIdOf(raw), to });
      const found = waiting.get(to);
      const link = found && signInLinkIn(raw);
      if (link) found(link);
    }
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      done(nobody.has(address) ? noSuchUser(address) : null);
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const addresses = session.envelope.rcptTo.map(({ address }) => address);
        take(Buffer.concat(pieces).toString('utf8'), addresses);
        done(null, 'taken');
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    nobody,
    nextLinkTo: (address) =>
      new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(address);
          reject(new Error(`no sign-in mail came to ${address}`));
        }, PATIENCE_MS);
        waiting.set(address, (link) => {
          clearTimeout(late);
          waiting.delete(address);
          resolve(link);
        });
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const noSuchUser = (address: string) =>
  Object.assign(new Error(`No such user: ${address}`), { responseCode: 550 });
