import { adminSocket } from '../../server/admin/admin-socket.ts';
import { readConfig, type Config } from '../../server/config.ts';
import { simulatedDay, type SimulatedDay } from '../../server/demo/simulated-day.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { openBrowser, type Browser } from './browser.ts';
import { buildWorld, replaceSomeBadges } from './build-world.ts';
import type { ControlRoomSaid } from './checks/check-control-room.ts';
import { watchControlRoom, type ControlRoom } from './control-room.ts';
import type { DayContext } from './day-context.ts';
import { dropDatabase, inDatabase, markDatabase } from './demo-database.ts';
import type { DemoFolder } from './demo-folder.ts';
import { makeLinks, type DemoLinks } from './demo-links.ts';
import type { DemoOptions } from './demo-options.ts';
import { nextFairDays, ZONE, type FairDays } from './fair-days.ts';
import { floorPlanFor } from './floor-plan.ts';
import { closeConnections } from './http-request.ts';
import { newLedger } from './ledger.ts';
import { startMailServer, type DemoMailServer } from './mail-server.ts';
import { playEvening } from './opening-evening.ts';
import { organizerWith, type Organizer } from './organizer.ts';
import { peakOfReading } from './peak-memory.ts';
import { MINUTES_AFTER, MINUTES_BEFORE } from './plan-day.ts';
import { HELP_DESK, STEWARD_DESKS } from './plan-door.ts';
import { signIn } from './sign-in.ts';

export interface Demo {
  url: string;
  links: DemoLinks;
  context: DayContext;
  organizer: Organizer;
  controlRoom: ControlRoom;
  /** Peak memory of the process that reads résumés. */
  reading: ReturnType<typeof peakOfReading>;
  /** What the control room says once nothing moves any more. */
  said(): Promise<ControlRoomSaid>;
  stop(): Promise<void>;
}

type Ends = (() => Promise<void> | void)[];

const MINUTE = 60_000;
const EVENING_STARTS_BEFORE = 60;

/** Starts the server and a mail server, builds a fair up to half an hour before it opens, and makes the links. */
export async function startDemo(
  options: DemoOptions,
  folder: DemoFolder,
  mongodbUri?: string,
): Promise<Demo> {
  const started: Ends = [closeConnections];
  /** In reverse. A process that ended while the store is writing would wait for itself for ever. */
  const stop = async () => {
    for (const end of started.reverse()) await end();
  };
  if (mongodbUri && folder.lastDatabase) await dropDatabase(mongodbUri, folder.lastDatabase);
  try {
    return { ...(await build(options, folder, mongodbUri, started)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  options: DemoOptions,
  folder: DemoFolder,
  mongodbUri: string | undefined,
  started: Ends,
): Promise<Omit<Demo, 'stop'>> {
  const days = nextFairDays(new Date());
  const clock = clockFor(days, options.speed);
  const mailServer = await startMailServer();
  started.push(() => mailServer.stop());
  const server = await serve(configFor(options, folder, mailServer, mongodbUri), clock, started);
  started.push(() => folder.dropLinks());

  const { url, deps } = server;
  const reading = peakOfReading(deps);
  const world = await buildWorld(days, options, deps, mailServer.nobody);
  const ledger = newLedger();
  const context: DayContext = { url, clock, mailServer, world, ledger, seed: options.seed };
  const browser = openBrowser(url, '10.0.0.1');
  const organizer = organizerWith(browser, world.fair.slug);
  await prepareFair(browser, organizer, context);
  await replaceSomeBadges(world, organizer, deps);
  await playEvening(organizer, context);
  clock.jumpTo(new Date(days.opensAt.getTime() - MINUTES_BEFORE * MINUTE));
  const controlRoom = await watchControlRoom(url, browser, String(world.fair._id));
  started.push(() => controlRoom.close());

  return {
    ...{ url, context, organizer, controlRoom, reading },
    links: await makeLinks(world, deps),
    async said() {
      await organizer.mailSent();
      await deps.background.settled();
      await controlRoom.quiet();
      return { snapshot: await organizer.controlRoom(), lastFrame: controlRoom.lastFrame() };
    },
  };
}

/** Until the pages can be opened the day stands still and is only turned by hand. */
function clockFor({ eveningOpens, closesAt }: FairDays, speed: number): SimulatedDay {
  const clock = simulatedDay({
    startsAt: new Date(eveningOpens.getTime() - EVENING_STARTS_BEFORE * MINUTE),
    endsAt: new Date(closesAt.getTime() + MINUTES_AFTER * MINUTE),
    timeZone: ZONE,
    speed,
  });
  clock.setPaused(true);
  return clock;
}

/** The product itself, on the fair's clock. */
async function serve(config: Config, clock: SimulatedDay, started: Ends): Promise<RunningServer> {
  const server = await startServer(config, { fairNow: clock.now, demo: clock });
  started.push(() => server.stop());
  if (config.mongodbUri) await markDatabase();
  const admin = await adminSocket(server.deps);
  started.push(() => admin.close());
  return server;
}

function configFor(
  { port }: DemoOptions,
  folder: DemoFolder,
  { url }: DemoMailServer,
  mongodbUri?: string,
): Config {
  const config = readConfig({
    PORT: String(port),
    HOST: process.env.HOST,
    DATA_DIR: folder.path,
    MONGODB_URI: mongodbUri && inDatabase(mongodbUri, folder.database),
    SMTP_URL: url,
    MAIL_FROM: 'Georgia Health IT Job Fair <fair@fairbridge.example>',
    POSTAL_ADDRESS: 'Larkmoor Civic Hall, 100 Depot Street, Larkmoor, Georgia',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
  });
  // Each phone of the demo has an address of its own, which this process tells the server as a proxy would.
  return { ...config, trustProxy: ['loopback'] };
}

/** The organizer signs in, makes the fair live, places the booths and sets the desks up. */
async function prepareFair(
  browser: Browser,
  organizer: Organizer,
  { world, mailServer }: DayContext,
): Promise<void> {
  await signIn(browser, world.organizer.email, `/fairs/${world.fair.slug}/settings`, mailServer);
  await organizer.moveFair('live');
  await organizer.openFloor(floorPlanFor(world.employers));
  for (const name of [...STEWARD_DESKS, HELP_DESK]) await organizer.addDesk(name);
}
