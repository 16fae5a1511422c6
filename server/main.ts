import { firstOwnerLink } from './accounts/first-owner-link.ts';
import { adminSocket, type AdminSocket } from './admin/admin-socket.ts';
import { BadConfig, readConfig, type Config } from './config.ts';
import { startServer, type RunningServer } from './start.ts';
import { handoutOf } from './tls/handout.ts';
import { trustPage } from './tls/reach.ts';

const STOP_WITHIN_MS = 10_000;

await run();

async function run(): Promise<void> {
  const config = configOrExit();
  let server: RunningServer;
  let admin: AdminSocket;
  let ownerLink: string | null;
  try {
    server = await startServer(config);
    admin = await adminSocket(server.deps);
    ownerLink = await firstOwnerLink(server.url, server.deps.now());
  } catch (error) {
    console.error(
      `Fairbridge could not start: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
  // Before anybody is told that it is ready: from then on a signal must find somebody who stops it cleanly.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop(server, admin));
  greet(server, ownerLink);
}

function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    console.error('Fairbridge cannot start with these settings:');
    for (const problem of error.problems) console.error(`  ${problem}`);
    process.exit(1);
  }
}

/** What somebody who starts this for the first time needs to know. */
function greet({ url, deps, store }: RunningServer, ownerLink: string | null): void {
  console.log(`Fairbridge is ready at ${url}`);
  console.log(`It keeps everything in: ${store.where}`);
  if (!deps.config.smtpUrl)
    console.log('SMTP_URL is not set: mail is kept in the outbox and not sent.');
  if (deps.trust) {
    console.log(`Phones trust it once they have installed its authority: ${trustPage(deps)}`);
    console.log(`  SHA-256 ${handoutOf(deps.trust.authority).fingerprint}`);
  }
  if (ownerLink)
    console.log(
      `This installation has no owner yet. Open this link once, within 24 hours:\n  ${ownerLink}`,
    );
}

async function stop(server: RunningServer, admin: AdminSocket): Promise<void> {
  // An exit waits for the store's writer, which may be what hangs; a kill does not, and loses nothing acknowledged.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_WITHIN_MS).unref();
  await admin.close();
  await server.stop();
  process.exit(0);
}
