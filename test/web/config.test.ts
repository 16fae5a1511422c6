import path from 'node:path';
import { BadConfig, readConfig } from '../../server/config.ts';

const problemsOf = (env: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BadConfig) return error.problems;
    throw error;
  }
  return [];
};

describe('settings', () => {
  it('are all optional', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: path.resolve('data'),
      trustProxy: 0,
      mailFrom: 'Fairbridge <fairbridge@localhost>',
      postalAddress: 'The organizers of this fair',
      logLevel: 'info',
    });
  });

  it('are unset when they are empty', () => {
    const names = ['PORT', 'HOST', 'DATA_DIR', 'MONGODB_URI', 'REDIS_URL', 'SMTP_URL'];
    const more = ['PUBLIC_URL', 'SESSION_SECRET', 'TRUST_PROXY', 'TLS_CERT', 'TLS_KEY'];
    const tls = ['LOCAL_TLS', 'LOCAL_TLS_HTTP_PORT'];
    const empty = [...names, ...more, ...tls, 'MAIL_FROM', 'POSTAL_ADDRESS', 'LOG_LEVEL'];
    expect(readConfig(Object.fromEntries(empty.map((name) => [name, ''])))).toEqual(readConfig({}));
  });

  it('are taken as they are given', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/fairbridge',
      MONGODB_URI: 'mongodb://one:27017,two:27017/fairbridge?replicaSet=rs',
      REDIS_URL: 'rediss://cache.example.org:6379',
      SMTP_URL: 'smtps://user:pass%2Fword@mail.example.org',
      PUBLIC_URL: 'https://fair.example.org/',
      SESSION_SECRET: 's'.repeat(32),
      TLS_CERT: '/etc/cert.pem',
      TLS_KEY: '/etc/key.pem',
      LOG_LEVEL: 'warn',
    });
    expect(config).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/var/lib/fairbridge',
      mongodbUri: 'mongodb://one:27017,two:27017/fairbridge?replicaSet=rs',
      smtpUrl: 'smtps://user:pass%2Fword@mail.example.org',
      // Links are made by putting a path behind it.
      publicUrl: 'https://fair.example.org',
      logLevel: 'warn',
    });
  });

  it.each([
    ['PORT', ['eighty', '-1', '80.5', '65536', '1e3', ' ']],
    ['MONGODB_URI', ['localhost:27017', 'mongodb://', 'postgres://localhost/fair']],
    ['SMTP_URL', ['mail.example.org', 'smtp://', 'http://mail.example.org']],
    [
      'PUBLIC_URL',
      ['fair.example.org', 'https://', 'https://example.org/fairs', 'ftp://a.example'],
    ],
    ['SESSION_SECRET', ['s'.repeat(31)]],
    ['LOG_LEVEL', ['loud', 'INFO']],
    ['LOCAL_TLS', ['yes', 'ON', '1']],
  ])('refuses %s when it is %j, in a sentence that begins with its name', (name, values) => {
    for (const value of values) {
      const problems = problemsOf({ [name]: value });
      expect([value, problems.length]).toEqual([value, 1]);
      expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    }
  });

  it('lists every problem at once, each by its name, and no value', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      REDIS_URL: 'redis://127.0.0.1:6379',
      SMTP_URL: 'secret@mail',
      TLS_CERT: '/etc/cert.pem',
    });
    expect(problems.map((each) => each.split(' ')[0])).toEqual([
      'PORT',
      'SMTP_URL',
      'TLS_CERT',
      'REDIS_URL',
      'SESSION_SECRET',
    ]);
    expect(problems.join()).not.toMatch(/eighty|secret@mail/);
  });

  it('takes REDIS_URL only with a MongoDB and a secret that every process shares', () => {
    const redis = { REDIS_URL: 'redis://127.0.0.1:6379' };
    const mongodb = { MONGODB_URI: 'mongodb://127.0.0.1/fair' };
    const secret = { SESSION_SECRET: 's'.repeat(32) };
    expect(problemsOf(redis)).toHaveLength(2);
    expect(problemsOf({ ...redis, ...mongodb })[0]).toMatch(/^SESSION_SECRET must be set/);
    expect(problemsOf({ ...redis, ...secret })[0]).toMatch(/^REDIS_URL needs MONGODB_URI/);
    expect(problemsOf({ ...redis, ...mongodb, ...secret })).toEqual([]);
  });
});

describe('LOCAL_TLS', () => {
  it('is off unless it is on, and puts the plain listener on the next port', () => {
    expect(readConfig({ LOCAL_TLS: 'off' }).localTls).toBeUndefined();
    expect(readConfig({ LOCAL_TLS: 'on' }).localTls).toEqual({ httpPort: 3001 });
    expect(readConfig({ LOCAL_TLS: 'on', PORT: '0' }).localTls).toEqual({ httpPort: 0 });
    expect(readConfig({ LOCAL_TLS: 'on', PORT: '65535' }).localTls).toEqual({ httpPort: 65534 });
    const own = readConfig({ LOCAL_TLS: 'on', LOCAL_TLS_HTTP_PORT: '80' });
    expect(own.localTls).toEqual({ httpPort: 80 });
  });

  it('does not go with a certificate from outside, nor its port without it', () => {
    const outside = { TLS_CERT: '/etc/cert.pem', TLS_KEY: '/etc/key.pem' };
    expect(problemsOf({ LOCAL_TLS: 'on', ...outside })[0]).toMatch(/^LOCAL_TLS makes/);
    expect(problemsOf({ LOCAL_TLS: 'off', ...outside })).toEqual([]);
    expect(problemsOf({ LOCAL_TLS_HTTP_PORT: '80' })[0]).toMatch(/^LOCAL_TLS_HTTP_PORT is for/);
    const bad = { LOCAL_TLS: 'on', LOCAL_TLS_HTTP_PORT: 'x' };
    expect(problemsOf(bad)[0]).toMatch(/^LOCAL_TLS_HTTP_PORT must/);
  });
});

describe('TRUST_PROXY', () => {
  it.each<[string, number | string[]]>([
    ['0', 0],
    ['1', 1],
    ['2', 2],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
    ['fd00::/8', ['fd00::/8']],
  ])('reads %j', (value, read) => {
    expect(readConfig({ TRUST_PROXY: value }).trustProxy).toEqual(read);
  });

  // "true" would believe whatever address a visitor claims to have.
  it.each(['true', '-1', 'dead', '10.0.0.0/33', '10.0.0', '10.0.0.1,', '::1/129', '1.2.3.4/8/9'])(
    'refuses %j',
    (value) => expect(problemsOf({ TRUST_PROXY: value })[0]).toMatch(/^TRUST_PROXY must be/),
  );
});
