/** The Message-ID of a raw mail, without angle brackets. */
export const messageIdOf = (raw: string): string =>
  /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? '';

/** The sign-in link in a mail's plain text, or undefined. */
export const signInLinkIn = (raw: string): string | undefined =>
  /https?:\/\/\S+\/sign-in\/[\w-]{22}/.exec(plainTextOf(raw))?.[0];

/** The decoded plain-text part of a raw mail. */
export function plainTextOf(raw: string): string {
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(raw)?.[1];
  const parts = boundary ? raw.split(`--${boundary}`) : [raw];
  const part = parts.find((each) => /content-type:\s*text\/plain/i.test(each)) ?? '';
  const [head = '', ...body] = part.split(/\r?\n\r?\n/);
  const text = body.join('\n\n');
  if (/transfer-encoding:\s*base64/i.test(head))
    return Buffer.from(text, 'base64').toString('utf8');
  return /transfer-encoding:\s*quoted-printable/i.test(head) ? unquoted(text) : text;
}

const unquoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
