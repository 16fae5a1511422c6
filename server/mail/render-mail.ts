import type { Deps } from '../deps.ts';
import { renderView } from '../web/views.ts';
import { isMailTemplate, mailSchemas } from './mail-templates.ts';
import { strictly } from './strict-data.ts';
import { unsubscribeToken } from './unsubscribe-token.ts';

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
  /** Base64 of the picture that the HTML shows by its content id; empty when it shows none. */
  qrPng: string;
  /** Where this recipient can stop such mails; empty unless it is bulk mail. */
  unsubscribeUrl: string;
}

export interface MailFrame {
  /** The recipient; bulk mail needs it for the unsubscribe link. */
  to?: string;
  /** Bulk mail carries the postal address and the way out. */
  bulk?: boolean;
  /** The secret link of a sign-in or invitation mail; without it the mail says that it is gone. */
  link?: string;
  /** In the app pictures stand in the page itself, for there is no attachment beside it. */
  preview?: boolean;
}

export type RenderDeps = Pick<Deps, 'config' | 'secrets'>;
export const QR_CONTENT_ID = 'badge-qr@fairbridge';

/** Draws a mail as HTML and as text. Throws when a field is missing or of the wrong kind: nothing half-filled is sent. */
export function renderMail(
  template: string,
  given: unknown,
  deps: RenderDeps,
  frame: MailFrame = {},
): RenderedMail {
  if (!isMailTemplate(template)) throw new Error(`there is no mail called ${template}`);
  const data = readData(template, given);
  const qrPng = 'qrPngBase64' in data ? String(data.qrPngBase64) : '';
  const unsubscribeUrl = frame.bulk ? unsubscribeUrlOf(frame.to ?? '', deps) : '';
  const locals = {
    ...data,
    link: frame.link ?? '',
    qrSrc: qrPng && (frame.preview ? `data:image/png;base64,${qrPng}` : `cid:${QR_CONTENT_ID}`),
    unsubscribeUrl,
    postalAddress: frame.bulk ? deps.config.postalAddress : '',
    siteUrl: deps.config.publicUrl,
  };
  const [subject, text] = splitSubject(
    renderView(`emails/${template}.txt`, strictly(locals), 'emails/layout.txt'),
  );
  const html = renderView(`emails/${template}`, strictly({ ...locals, subject }), 'emails/layout');
  const shows = html.includes(`cid:${QR_CONTENT_ID}`);
  return { subject, html, text, qrPng: shows ? qrPng : '', unsubscribeUrl };
}

function readData(template: keyof typeof mailSchemas, given: unknown) {
  const read = mailSchemas[template].safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`this mail was given wrong data: ${faults.join('; ')}`);
}

const unsubscribeUrlOf = (to: string, { config, secrets }: RenderDeps): string =>
  `${config.publicUrl}/unsubscribe/${unsubscribeToken(secrets.unsubscribeKey, to)}`;

/** The first line of a text view is its subject. */
function splitSubject(drawn: string): [subject: string, text: string] {
  const [first = '', ...rest] = drawn.split('\n');
  const subject = /^Subject: (.+)$/.exec(first.trimEnd())?.[1];
  if (!subject) throw new Error('this mail has no subject');
  return [
    subject,
    `${rest
      .join('\n')
      .trim()
      .replace(/\n{3,}/g, '\n\n')}\n`,
  ];
}
