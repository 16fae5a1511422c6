import type { MailTransport, OutgoingMail } from './mail-transport.ts';
import type { OutboxMailFields } from './outbox-mail-model.ts';
import { QR_CONTENT_ID, renderMail, type RenderDeps } from './render-mail.ts';

type Mail = Pick<OutboxMailFields, 'to' | 'template' | 'data' | 'kind' | 'messageId' | 'link'>;

/** The whole message of an outbox row, as the transport takes it. Throws when it cannot be drawn. */
export function composeMail(mail: Mail, deps: RenderDeps): Parameters<MailTransport['send']>[0] {
  const bulk = mail.kind === 'bulk';
  const drawn = renderMail(mail.template, mail.data, deps, {
    to: mail.to,
    bulk,
    link: mail.link?.url,
  });
  return {
    from: deps.config.mailFrom,
    to: mail.to,
    subject: drawn.subject,
    html: drawn.html,
    text: drawn.text,
    messageId: `${mail.messageId}@${domainOf(deps.config.mailFrom)}`,
    headers: bulk ? bulkHeaders(drawn.unsubscribeUrl) : { 'Auto-Submitted': 'auto-generated' },
    attachments: attachmentsOf(drawn.qrPng),
  };
}

/** RFC 8058: mail programs can offer one button that posts to this address. */
const bulkHeaders = (unsubscribeUrl: string): Record<string, string> => ({
  'List-Unsubscribe': `<${unsubscribeUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  Precedence: 'bulk',
});

const attachmentsOf = (qrPng: string): OutgoingMail['attachments'] =>
  qrPng
    ? [{ filename: 'badge.png', contentId: QR_CONTENT_ID, bytes: Buffer.from(qrPng, 'base64') }]
    : [];

const domainOf = (from: string): string => /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
