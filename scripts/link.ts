// `npm run link -- EMAIL` prints a link that signs somebody in once, for a morning without mail.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { emailField } from '../server/accounts/sign-in-form.ts';
import { askServer } from '../server/admin/ask-server.ts';
import { handOutLink, type HandedOut } from '../server/accounts/hand-out-link.ts';
import { BadConfig, readConfig, type Config } from '../server/config.ts';
import { openStore } from '../server/database/connect.ts';

process.exitCode = await run(process.argv.slice(2));

async function run([email, ...more]: string[]): Promise<number> {
  const address = emailField.safeParse(email);
  if (!address.success || more.length > 0)
    return fail('Name one email address: npm run link -- ada@example.org', 2);
  try {
    return say(await linkFor(address.data, readConfig()));
  } catch (error) {
    return fail(error instanceof BadConfig ? error.problems.join('\n') : String(error), 1);
  }
}

/** The running server makes the link; without one the store is free, and this process opens it. */
async function linkFor(email: string, config: Config): Promise<HandedOut> {
  const answer = await askServer(config.dataDir, { ask: 'sign-in-link', email });
  if (answer) return answer;
  if (!config.mongodbUri && !existsSync(path.join(config.dataDir, 'store')))
    return {
      ok: false,
      sentence: `There is no installation in ${config.dataDir}. Name its folder with DATA_DIR.`,
    };
  const store = await openStore(config);
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  try {
    return await handOutLink(email, { now: () => new Date(), config: { publicUrl } });
  } finally {
    await store.close();
  }
}

function say(link: HandedOut): number {
  if (!link.ok) return fail(link.sentence, 1);
  const minutes = Math.round((Date.parse(link.expiresAt) - Date.now()) / 60_000);
  console.log(`Open this link within ${minutes} minutes. It signs in once:\n  ${link.url}`);
  return 0;
}

function fail(sentence: string, status: number): number {
  console.error(sentence);
  return status;
}
