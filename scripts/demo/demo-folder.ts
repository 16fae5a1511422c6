import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const MARKER = 'made-by-the-demo.json';
const LINKS = 'demo.json';
const marker = z.object({
  madeBy: z.literal('npm run demo'),
  database: z
    .string()
    .regex(/^fairbridge_demo_[0-9a-f]{12}$/)
    .nullable(),
  process: z.number().int(),
});

/** Thrown with a sentence when a folder may not be used. */
export class FolderRefused extends Error {}

export interface DemoFolder {
  path: string;
  /** The database of the last demo in this folder, to be dropped; null when it used none. */
  lastDatabase: string | null;
  /** A name that no database has, for a demo on MongoDB. */
  database: string;
  keepLinks(links: object): void;
  dropLinks(): void;
}

/** Makes the folder anew. One that the demo did not make, or in which a demo still runs, is refused and left as it is. */
export function prepareFolder(folder: string, onMongo: boolean): DemoFolder {
  const before = existsSync(folder) ? readMarker(folder) : null;
  if (before && isRunning(before.process))
    throw new FolderRefused(
      `A demo runs in ${folder} already. Stop it, or name another folder with --data.`,
    );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const database = `fairbridge_demo_${randomBytes(6).toString('hex')}`;
  const made: z.output<typeof marker> = {
    madeBy: 'npm run demo',
    database: onMongo ? database : null,
    process: process.pid,
  };
  writeFileSync(path.join(folder, MARKER), JSON.stringify(made));
  return {
    path: folder,
    lastDatabase: before?.database ?? null,
    database,
    keepLinks: (links) =>
      writeFileSync(path.join(folder, LINKS), `${JSON.stringify(links, null, 2)}\n`, {
        mode: 0o600,
      }),
    dropLinks: () => rmSync(path.join(folder, LINKS), { force: true }),
  };
}

/** What the demo before left; null for an empty folder. Throws for anything else. */
function readMarker(folder: string): z.output<typeof marker> | null {
  const entries = statSync(folder).isDirectory() ? readdirSync(folder) : ['a file'];
  if (entries.length === 0) return null;
  const found = entries.includes(MARKER) ? markerIn(path.join(folder, MARKER)) : null;
  if (!found)
    throw new FolderRefused(
      `${folder} was not made by the demo, so it is left alone. Name an empty or new folder with --data.`,
    );
  return found;
}

function markerIn(file: string): z.output<typeof marker> | null {
  try {
    return marker.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
