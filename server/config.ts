import path from 'node:path';
import { z } from 'zod';

const unsetWhenEmpty = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(unsetWhenEmpty, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => unsetWhenEmpty(given) ?? value, schema);

const uri = (schemes: string[], example: string) =>
  z
    .string()
    .refine(
      (value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)),
      `must be an address like ${example}`,
    );

const settings = z.object({
  PORT: withDefault(
    z.coerce.number('must be a whole number').int('must be a whole number').min(0).max(65535),
    3000,
  ),
  HOST: withDefault(z.string(), '127.0.0.1'),
  DATA_DIR: withDefault(z.string(), './data'),
  MONGODB_URI: optional(uri(['mongodb', 'mongodb+srv'], 'mongodb://127.0.0.1:27017/fairbridge')),
  REDIS_URL: optional(uri(['redis', 'rediss'], 'redis://127.0.0.1:6379')),
  SMTP_URL: optional(uri(['smtp', 'smtps'], 'smtps://user:password@mail.example.org')),
  PUBLIC_URL: optional(uri(['http', 'https'], 'https://fair.example.org')),
  SESSION_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  TRUST_PROXY: optional(
    z
      .string()
      .regex(/^(\d+|[\d.:a-f/, ]+)$/i, 'must be a number of proxies or a list of addresses'),
  ),
  TLS_CERT: optional(z.string()),
  TLS_KEY: optional(z.string()),
  MAIL_FROM: withDefault(z.string(), 'Fairbridge <fairbridge@localhost>'),
  POSTAL_ADDRESS: withDefault(z.string(), 'The organizers of this fair'),
  LOG_LEVEL: withDefault(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    'info' as const,
  ),
});

/** What the installation is told from outside; everything else is kept in the store. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path. */
  dataDir: string;
  mongodbUri?: string;
  redisUrl?: string;
  smtpUrl?: string;
  /** Undefined: taken from the address that the server listens on. */
  publicUrl?: string;
  sessionSecret?: string;
  trustProxy: number | string[];
  tlsCert?: string;
  tlsKey?: string;
  mailFrom: string;
  postalAddress: string;
  logLevel: string;
}

/** Thrown when settings are wrong; `problems` holds one sentence for each. */
export class BadConfig extends Error {
  problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reads settings from the environment. Throws BadConfig, which lists every bad value at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = settings.safeParse(env);
  const problems = read.success
    ? togetherProblems(read.data)
    : read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  if (!read.success || problems.length) throw new BadConfig(problems);
  return toConfig(read.data);
}

type Settings = z.output<typeof settings>;

function togetherProblems(read: Settings): string[] {
  const problems: string[] = [];
  if (Boolean(read.TLS_CERT) !== Boolean(read.TLS_KEY))
    problems.push('TLS_CERT and TLS_KEY must be set together');
  if (read.REDIS_URL && !read.MONGODB_URI)
    problems.push('REDIS_URL needs MONGODB_URI: the embedded store serves one process');
  if (read.REDIS_URL && !read.SESSION_SECRET)
    problems.push('SESSION_SECRET must be set when REDIS_URL is, the same for every process');
  return problems;
}

function toConfig(read: Settings): Config {
  const proxies = read.TRUST_PROXY ?? '';
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: path.resolve(read.DATA_DIR),
    mongodbUri: read.MONGODB_URI,
    redisUrl: read.REDIS_URL,
    smtpUrl: read.SMTP_URL,
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/, ''),
    sessionSecret: read.SESSION_SECRET,
    trustProxy: /^\d*$/.test(proxies) ? Number(proxies) : proxies.split(',').map((a) => a.trim()),
    tlsCert: read.TLS_CERT,
    tlsKey: read.TLS_KEY,
    mailFrom: read.MAIL_FROM,
    postalAddress: read.POSTAL_ADDRESS,
    logLevel: read.LOG_LEVEL,
  };
}
