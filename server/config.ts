import { isIP } from 'node:net';
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
      (value) => schemes.some((scheme) => value.startsWith(`${scheme}://`) && hasHost(value)),
      `must be an address like ${example}`,
    );

// MongoDB's may list several hosts, which URL does not read.
const hasHost = (value: string): boolean =>
  /:\/\/[^/?#]/.test(value) && (value.startsWith('mongodb') || URL.canParse(value));

const portWords = 'must be a whole number from 0 to 65535';
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** A number of proxies in front of the server, or their addresses, each with or without the length of its network. */
function isProxies(value: string): boolean {
  if (/^\d+$/.test(value)) return true;
  return value.split(',').every((each) => {
    const [address = '', bits, ...more] = each.trim().split('/');
    const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    return most > 0 && fits && more.length === 0;
  });
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, portWords)
  .transform(Number)
  .refine((value) => value <= 65535, portWords);

const settings = z.object({
  PORT: withDefault(port, '3000'),
  HOST: withDefault(z.string(), '127.0.0.1'),
  DATA_DIR: withDefault(z.string(), './data'),
  MONGODB_URI: optional(uri(['mongodb', 'mongodb+srv'], 'mongodb://127.0.0.1:27017/fairbridge')),
  REDIS_URL: optional(uri(['redis', 'rediss'], 'redis://127.0.0.1:6379')),
  SMTP_URL: optional(uri(['smtp', 'smtps'], 'smtps://user:password@mail.example.org')),
  PUBLIC_URL: optional(
    uri(['http', 'https'], 'https://fair.example.org').refine(
      (value) => !URL.canParse(value) || /^\/+$/.test(new URL(value).pathname),
      'must end after the host: the pages lie at the root of their address',
    ),
  ),
  SESSION_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  TRUST_PROXY: optional(
    z.string().refine(isProxies, 'must be a number of proxies or a list of addresses'),
  ),
  TLS_CERT: optional(z.string()),
  TLS_KEY: optional(z.string()),
  LOCAL_TLS: withDefault(z.enum(['on', 'off'], 'must be on or off'), 'off' as const),
  LOCAL_TLS_HTTP_PORT: optional(port),
  MAIL_FROM: withDefault(z.string(), 'Fairbridge <fairbridge@localhost>'),
  POSTAL_ADDRESS: withDefault(z.string(), 'The organizers of this fair'),
  LOG_LEVEL: withDefault(z.enum(levels, `must be one of ${levels.join(', ')}`), 'info' as const),
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
  /** HTTPS with a certificate of this machine's own authority, which a plain listener on this port hands out. */
  localTls?: { httpPort: number };
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
  const issues = read.success ? [] : read.error.issues;
  const problems = [
    ...issues.map((issue) => `${String(issue.path[0])} ${issue.message}`),
    ...togetherProblems(env),
  ];
  if (!read.success || problems.length) throw new BadConfig(problems);
  return toConfig(read.data);
}

function togetherProblems(env: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  if (Boolean(env.TLS_CERT) !== Boolean(env.TLS_KEY))
    problems.push('TLS_CERT and TLS_KEY must be set together');
  if (env.LOCAL_TLS === 'on' && (env.TLS_CERT || env.TLS_KEY))
    problems.push('LOCAL_TLS makes a certificate of its own: leave TLS_CERT and TLS_KEY unset');
  if (env.LOCAL_TLS_HTTP_PORT && env.LOCAL_TLS !== 'on')
    problems.push('LOCAL_TLS_HTTP_PORT is for LOCAL_TLS=on');
  if (env.REDIS_URL && !env.MONGODB_URI)
    problems.push('REDIS_URL needs MONGODB_URI: the embedded store serves one process');
  if (env.REDIS_URL && !env.SESSION_SECRET)
    problems.push('SESSION_SECRET must be set when REDIS_URL is, the same for every process');
  return problems;
}

type Settings = z.output<typeof settings>;

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
    ...(read.LOCAL_TLS === 'on' && { localTls: { httpPort: helperPort(read) } }),
    mailFrom: read.MAIL_FROM,
    postalAddress: read.POSTAL_ADDRESS,
    logLevel: read.LOG_LEVEL,
  };
}

/** Beside the port of HTTPS, which the system chooses when it is 0. */
const helperPort = ({ PORT, LOCAL_TLS_HTTP_PORT }: Settings): number =>
  LOCAL_TLS_HTTP_PORT ?? (PORT === 0 ? 0 : PORT === 65535 ? PORT - 1 : PORT + 1);
