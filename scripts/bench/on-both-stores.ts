import { spawn } from 'node:child_process';
import { findMongodb } from './mongodb.ts';

/** Each bench in a process of its own, on the embedded store and on MongoDB in turn. Returns the names of those that failed. */
export async function onBothStores(names: string[]): Promise<string[]> {
  const mongodb = await findMongodb();
  const failed: string[] = [];
  try {
    for (const name of names)
      for (const uri of ['', ...(mongodb ? [mongodb.uri] : [])])
        if ((await runAlone(name, uri)) !== 0)
          failed.push(`${name} on ${uri ? 'MongoDB' : 'the embedded store'}`);
  } finally {
    await mongodb?.stop();
  }
  return failed;
}

/** This program again, with one bench and one store. */
function runAlone(name: string, uri: string): Promise<number> {
  const { MONGODB_URI: _, ...env } = process.env;
  const [, script = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, script, name, '--one-store'], {
    stdio: 'inherit',
    env: uri ? { ...env, MONGODB_URI: uri } : env,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
