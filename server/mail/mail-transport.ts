export interface OutgoingMail {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Without angle brackets. */
  messageId: string;
  headers: Record<string, string>;
  attachments: { filename: string; contentId: string; bytes: Buffer }[];
}

/** The way out. `send` resolves with the server's reply and rejects with its refusal. */
export interface MailTransport {
  /** How many mails it takes at once. */
  concurrency: number;
  send(mail: OutgoingMail): Promise<string>;
  /** Ends idle connections, and with `force` busy ones too. */
  close(force?: boolean): void;
}
