import { createTransport } from 'nodemailer';
import type { MailTransport } from './mail-transport.ts';

const CONNECTIONS = 5;
const SECOND = 1000;

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
      });
      return response;
    },
    close: (force = false) => pool.transporter.close?.({ force }),
  };
}
