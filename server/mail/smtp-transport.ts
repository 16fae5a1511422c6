import { createTransport } from 'nodemailer';
import type { MailTransport } from './mail-transport.ts';

const CONNECTIONS = 5;
const SECOND = 1000;
/** No single mail may take longer, however slowly the server speaks. */
const SEND_WITHIN_MS = 120 * SECOND;

/** A pool of connections to the SMTP server at this address, e.g. smtps://user:password@mail.example.org */
export function smtpTransport(url: string, connections = CONNECTIONS): MailTransport {
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    // The default of 100 costs a third of the throughput.
    maxMessages: Infinity,
    // Trying again is the outbox's work.
    maxRequeues: 1,
    connectionTimeout: 20 * SECOND,
    greetingTimeout: 20 * SECOND,
    socketTimeout: 60 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    concurrency: connections,
    async send({ messageId, attachments, ...mail }) {
      const { response } = await pool.sendMail({
        ...mail,
        messageId: `<${messageId}>`,
        attachments: attachments.map(({ filename, contentId, bytes }) => ({
          filename,
          cid: contentId,
          content: bytes,
        })),
        signal: AbortSignal.timeout(SEND_WITHIN_MS),
      });
      return response;
    },
    close: (force = false) => pool.transporter.close?.({ force }),
  };
}
