import { z } from 'zod';
import { clockTime, zoneName } from './mail-times.ts';

const text = z.string();
const url = z.string();
const words = z.string().default('');

/** When and where the fair is; times and zone come out as people write them. */
const whenAndWhere = {
  fair: text,
  venue: text,
  address: text,
  /** IANA name */
  timeZone: text.transform(zoneName),
  days: z.array(
    z.object({ date: text, opens: text.transform(clockTime), closes: text.transform(clockTime) }),
  ),
};

/** YYYY-MM-DD: when the reader's data is deleted; mails queued before it was told have none. */
const deletedOn = words;

const graduateBadge = z.object({
  ...whenAndWhere,
  name: text,
  /** The short code as printed. */
  code: text,
  badgeUrl: url,
  ownPageUrl: url,
  deletedOn,
  /** The badge's QR code as a PNG: attached as badge.png and shown inside the mail. */
  qrPngBase64: words,
});

const enrollment = { name: text, employer: text, fair: text };

/** What each mail is told. Fields with a default may be left out; anything else that is missing keeps the mail from being sent. */
export const mailSchemas = {
  'sign-in': z.object({ name: words }),
  /** `what` completes "You are invited …", e.g. "to run Spring Fair". */
  invitation: z.object({ name: words, what: text }),
  badge: graduateBadge,
  /** The fair is full: a place may come free. */
  'registration-pending': graduateBadge,
  'already-registered': z.object({
    name: words,
    fair: text,
    canceled: z.boolean(),
    ownPageUrl: url,
  }),
  'registration-canceled': z.object({ name: words, fair: text, reason: words, fairUrl: words }),
  'enrollment-received': z.object({ ...enrollment, pageUrl: url, deletedOn }),
  'enrollment-accepted': z.object({ ...enrollment, ...whenAndWhere, note: words, pageUrl: url }),
  'enrollment-wait-listed': z.object({ ...enrollment, reason: words, pageUrl: url }),
  'enrollment-declined': z.object({ ...enrollment, reason: words }),
  'enrollment-canceled': z.object({ ...enrollment, reason: words }),
  'representative-badge': z.object({
    ...enrollment,
    ...whenAndWhere,
    code: text,
    badgeUrl: url,
    pageUrl: url,
    qrPngBase64: words,
  }),
  /** An employer asks a graduate who decides case by case. */
  'consent-asked': z.object({
    name: words,
    fair: text,
    employer: text,
    question: words,
    /** Where the graduate says yes or no. */
    answerUrl: url,
  }),
  /** Subject and paragraphs are what the organizer wrote, placeholders already filled. */
  'follow-up': z.object({ subject: text, paragraphs: z.array(text), fair: text }),
  'test-message': z.object({ askedBy: text }),
} as const;

export type MailTemplate = keyof typeof mailSchemas;
/** The data of each template, as given to `queueMail`. */
export type MailData = { [T in MailTemplate]: z.input<(typeof mailSchemas)[T]> };

export const mailTitles: Record<MailTemplate, string> = {
  'sign-in': 'Sign-in link',
  invitation: 'Invitation',
  badge: 'Badge',
  'registration-pending': 'Waiting for a place',
  'already-registered': 'Already registered',
  'registration-canceled': 'Registration canceled',
  'enrollment-received': 'Application received',
  'enrollment-accepted': 'Application accepted',
  'enrollment-wait-listed': 'Application wait-listed',
  'enrollment-declined': 'Application declined',
  'enrollment-canceled': 'Enrollment canceled',
  'representative-badge': 'Representative’s badge',
  'consent-asked': 'An employer asks',
  'follow-up': 'Follow-up',
  'test-message': 'Test message',
};

export const isMailTemplate = (name: string): name is MailTemplate =>
  Object.hasOwn(mailSchemas, name);
