import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { identify, mayJoin } from './access/live-access.ts';
import { createApp, ownOrigins } from './app.ts';
import { boothsWithTeams } from './checkins/arrived-booths.ts';
import { submitScan, undoScan } from './checkins/live-door.ts';
import type { Config } from './config.ts';
import { consequences } from './follow.ts';
import { countDashboard } from './dashboard/dashboard-state.ts';
import { openStore, type Store } from './database/connect.ts';
import { folderFileStore, gridFileStore } from './database/file-store.ts';
import { loadSecrets } from './database/secrets.ts';
import type { Deps } from './deps.ts';
import { background } from './jobs/background.ts';
import { startJobs } from './jobs/all-jobs.ts';
import { fairFeed } from './live/fair-feed.ts';
import { startLive } from './live/live-server.ts';
import { createLogger } from './logger.ts';
import { mailWorker } from './mail/mail-worker.ts';
import { smtpTransport } from './mail/smtp-transport.ts';
import { resumeExaminer } from './resumes/extraction/resume-examiner.ts';
import { urlHost } from './tls/https-address.ts';
import { startTls } from './tls/start-tls.ts';
import { createTrustApp } from './trust-app.ts';
import { httpServer } from './web/http-server.ts';

export interface StartOptions {
  /** The real clock; tests set it. */
  now?: () => Date;
  /** The fair's clock; the demo's runs faster. */
  fairNow?: () => Date;
  demo?: Deps['demo'];
  watch?: boolean;
}

export interface RunningServer {
  /** The public address. */
  url: string;
  /** Where this process listens, whatever stands in front of it. */
  port: number;
  deps: Deps;
  store: Store;
  stop(): Promise<void>;
}

/** How long requests under way may take once the server stops. */
const GRACE_MS = 5000;

/** Puts store, HTTP, sockets, feed, mail and jobs together. Main, tests, demo and browser tests all start here. */
export async function startServer(
  config: Config,
  options: StartOptions = {},
): Promise<RunningServer> {
  const log = createLogger(config.logLevel);
  const now = options.now ?? (() => new Date());
  await mkdir(config.dataDir, { recursive: true });
  const tls = await startTls(config, { now, log });
  const scheme = tls ? 'https' : 'http';
  const store = await openStore(config);

  const web = httpServer(tls?.certificate);
  const live = await startLive({
    server: web.server,
    redisUrl: config.redisUrl,
    log,
    allowedOrigins: (origin, host) =>
      origin === undefined || ownOrigins(deps, scheme, host).includes(origin),
    identify: (handshake) => identify(handshake, { now }),
    mayJoin,
    submitScan: (identity, message) => submitScan(identity, message, deps),
    undoScan: (identity, message) => undoScan(identity, message, deps),
  });
  const port = await web.listen(config.port, config.host);
  const helper = tls?.authority ? httpServer() : undefined;
  const httpPort = (await helper?.listen(config.localTls?.httpPort ?? 0, config.host)) ?? 0;
  const publicUrl =
    config.publicUrl ??
    `${scheme}://${urlHost(/^(0\.0\.0\.0|::)$/.test(config.host) ? '127.0.0.1' : config.host)}:${port}`;

  const examiner = resumeExaminer({ log });
  let wakeMail = () => {};
  const deps: Deps = {
    config: { ...config, publicUrl },
    log,
    now,
    fairNow: options.fairNow ?? now,
    live: live.publisher,
    files:
      store.kind === 'embedded'
        ? folderFileStore(path.join(config.dataDir, 'files'))
        : gridFileStore(),
    secrets: await loadSecrets(config.sessionSecret),
    trust: tls?.authority ? { authority: tls.authority, httpPort } : undefined,
    background: background(log),
    mailQueued: () => wakeMail(),
    examineResume: (file) => examiner.examine(file),
    follow: consequences(() => deps),
    demo: options.demo,
  };

  const feed = fairFeed({
    processId: randomUUID(),
    live: live.publisher,
    count: (fairId, kinds) => countDashboard(fairId, deps, kinds),
    arrivedBooths: (fairId) => boothsWithTeams(fairId, deps),
    now,
    log,
    tellOthers: config.redisUrl ? live.tellOthers : undefined,
  });
  live.connectFeed(feed);
  const transport = config.smtpUrl ? smtpTransport(config.smtpUrl) : undefined;
  const worker = mailWorker({ deps, transport, workerId: randomUUID() });
  wakeMail = () => worker.wake();
  const jobs = startJobs(deps);
  const certificates = tls?.follow(web.server);
  web.serve(createApp(deps, { watch: options.watch }));
  helper?.serve(createTrustApp(deps, port));
  worker.wake();

  return {
    url: publicUrl,
    port,
    deps,
    store,
    /** In the order in which nothing that was begun is lost: sockets told, requests finished, jobs settled, store closed. */
    async stop() {
      const closing = Promise.all([web.close(GRACE_MS), helper?.close(GRACE_MS)]);
      await feed.stop();
      await live.close();
      await closing;
      await Promise.all([jobs.stop(), certificates?.stop()]);
      await deps.background.settled();
      await worker.stop();
      await examiner.stop();
      await store.close();
    },
  };
}
