import type { Response } from 'express';
import type { Deps } from '../deps.ts';
import { needsLink } from './outbox-actions.ts';
import type { OutboxMailFields } from './outbox-mail-model.ts';
import { renderMail, type RenderedMail } from './render-mail.ts';

/** Inline style and pictures within the page, nothing else: no script, no form, no request to anywhere. */
const SANDBOX =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** Sends a mail's HTML as a page of its own that can do nothing. */
export function sendSandboxed(res: Response, html: string): void {
  res.set({
    'Content-Security-Policy': SANDBOX,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  res.type('html').send(html);
}

/** A mail as it looks, or why it cannot be shown. */
export type Shown = { drawn: RenderedMail } | { hidden: string };

/** Whoever reads a sign-in mail can sign in: its text is shown only where it is the one way to hand the link over. */
export function showMail(mail: OutboxMailFields, deps: Pick<Deps, 'config' | 'secrets'>): Shown {
  if (needsLink(mail) && deps.config.smtpUrl)
    return {
      hidden: 'The text of sign-in mails is not shown while this installation sends email.',
    };
  try {
    const frame = { to: mail.to, bulk: mail.kind === 'bulk', link: mail.link?.url, preview: true };
    return { drawn: renderMail(mail.template, mail.data, deps, frame) };
  } catch (error) {
    return { hidden: `It cannot be drawn: ${(error as Error).message}` };
  }
}
