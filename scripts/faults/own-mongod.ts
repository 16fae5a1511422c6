import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../server/web/project-root.ts';

export interface OwnMongod {
  uri: string;
  /** As when the power goes. */
  kill(): Promise<void>;
  /** Resolves once it takes writes again. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export interface MongodScript {
  startMongod(): Promise<{ uri: string; stop(): Promise<void> }>;
  startOwnMongod(): Promise<OwnMongod>;
}

/** By its place in the checkout: what it downloads is kept beside it, not among what was built. */
export async function mongodScript(): Promise<MongodScript> {
  const script = pathToFileURL(path.join(projectRoot, 'scripts/mongod.mjs')).href;
  return (await import(script)) as MongodScript;
}

/** A MongoDB that nobody else uses, to be killed. */
export async function ownMongod(): Promise<OwnMongod> {
  const { startOwnMongod } = await mongodScript();
  return startOwnMongod();
}
