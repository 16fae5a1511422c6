/** What an attempt that did not succeed means for the mail, and for the address. */
export type Trouble =
  /** The mail server cannot be reached or does not take our sign-in: nothing to do with this mail. */
  | 'connection'
  /** "Come back later", meant to keep out senders that do not. */
  | 'greylisted'
  | 'temporary'
  /** This mail will never be taken. */
  | 'final'
  /** There is no such mailbox: no bulk mail to it any more. */
  | 'bad-address';

export interface SmtpAnswer {
  trouble: Trouble;
  /** The server's own words, or why there are none. */
  reply: string;
}

/** What Nodemailer says of an attempt. */
interface SmtpFault {
  message: string;
  /** Nodemailer's class of error. */
  code?: string;
  responseCode?: number;
  response?: string;
  /** The SMTP command that was answered. */
  command?: string;
}

const MAX_REPLY = 500;
/** Until the sender is named, a refusal speaks of us and not of the mail. */
const beforeMail = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS']);

/** Sorts a failed attempt by who is at fault and whether trying again can help. */
export function readSmtpFault(fault: SmtpFault): SmtpAnswer {
  const reply = (fault.response ?? fault.message).replace(/\s+/g, ' ').trim().slice(0, MAX_REPLY);
  return { trouble: troubleOf(fault, reply), reply };
}

function troubleOf({ code, responseCode, command = '' }: SmtpFault, reply: string): Trouble {
  if (code === 'EAUTH' || beforeMail.has(command) || command.startsWith('AUTH'))
    return 'connection';
  if (responseCode === undefined) return unanswered(code);
  // The server closes, or wants a sign-in that is not configured.
  if (responseCode === 421 || responseCode === 530) return 'connection';
  if (responseCode < 500) return isGreylisting(responseCode, reply) ? 'greylisted' : 'temporary';
  return command === 'RCPT TO' && isNoMailbox(responseCode, reply) ? 'bad-address' : 'final';
}

/** Nodemailer refuses an address that is none before it asks anybody. */
const unanswered = (code?: string): Trouble =>
  code === 'EENVELOPE' ? 'final' : code === 'EMESSAGE' ? 'temporary' : 'connection';

const isGreylisting = (code: number, reply: string): boolean =>
  /gr[ae]y-?list/i.test(reply) || (code === 450 && /\b4\.7\.\d\b/.test(reply));

/** The enhanced code decides where there is one: 550 5.7.1 is a policy, not a missing mailbox. */
function isNoMailbox(code: number, reply: string): boolean {
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(reply)?.[0];
  if (enhanced) return /^5\.1\.[01236]$|^5\.2\.1$/.test(enhanced);
  return code === 550 || code === 551 || code === 553;
}
