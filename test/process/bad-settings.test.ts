import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runServer } from '../../scripts/faults/server-process.ts';

describe('a start with settings that cannot be right', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function failedStart(settings: Record<string, string>): Promise<string> {
    const server = runServer({ DATA_DIR: path.join(folder, 'data'), ...settings });
    expect((await server.ended).code).toBe(1);
    expect(server.out()).toBe('');
    // Whoever starts it reads sentences, not where in the code they come from.
    expect(server.errors()).not.toMatch(/^\s+at |\.ts:\d|\.js:\d|node:internal/m);
    return server.errors();
  }

  it('lists every bad value at once and ends with status 1', async () => {
    const errors = await failedStart({
      PORT: 'eighty',
      SMTP_URL: 'mail.example.org',
      PUBLIC_URL: 'fair.example.org',
      SESSION_SECRET: 'short',
      LOG_LEVEL: 'loud',
    });
    const [heading, ...problems] = errors.trimEnd().split('\n');
    expect(heading).toBe('Fairbridge cannot start with these settings:');
    expect(problems.map((line) => line.trim().split(' ')[0])).toEqual([
      'PORT',
      'SMTP_URL',
      'PUBLIC_URL',
      'SESSION_SECRET',
      'LOG_LEVEL',
    ]);
    // A value can be a password.
    expect(errors).not.toContain('short');
  });

  it('says in one sentence that a certificate cannot be read', async () => {
    const key = path.join(folder, 'key.pem');
    await writeFile(key, 'no key');
    const errors = await failedStart({ TLS_CERT: path.join(folder, 'missing.pem'), TLS_KEY: key });
    expect(errors).toMatch(/^Fairbridge could not start: .*missing\.pem/);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says in one sentence that the data folder cannot be used', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    const errors = await failedStart({ DATA_DIR: file });
    expect(errors).toContain('Fairbridge could not start: ');
    expect(errors).toContain(file);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });

  it('names the address when another program listens there', async () => {
    const first = runServer({ DATA_DIR: path.join(folder, 'first') });
    const { port } = new URL(await first.ready);
    const second = { DATA_DIR: path.join(folder, 'second'), PORT: port };
    const errors = await failedStart(second).finally(() => first.stop());
    expect(errors).toMatch(new RegExp(`could not start: .*${port}`));
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });
});
