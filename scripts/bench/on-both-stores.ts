import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findMongodb } from './mongodb.ts';
import { printGoals, type PrintedFigure } from './report.ts';

/**
 * Each bench in a process of its own, on the embedded store and on MongoDB in turn, with the goals of all in one table at
 * the end. Returns the names of those that failed.
 */
export async function onBothStores(names: string[]): Promise<string[]> {
  const mongodb = await findMongodb();
  const failed: string[] = [];
  const figures: PrintedFigure[] = [];
  try {
    for (const name of names)
      for (const uri of ['', ...(mongodb ? [mongodb.uri] : [])])
        if ((await runAlone(name, uri, figures)) !== 0)
          failed.push(`${name} on ${uri ? 'MongoDB' : 'the embedded store'}`);
  } finally {
    await mongodb?.stop();
  }
  printGoals(figures);
  return failed;
}

/** This program again, with one bench and one store; its lines go on to our own output and are kept. */
function runAlone(name: string, uri: string, figures: PrintedFigure[]): Promise<number> {
  const { MONGODB_URI: _, ...env } = process.env;
  const [, script = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, script, name, '--one-store'], {
    stdio: ['inherit', 'pipe', 'inherit'],
    env: uri ? { ...env, MONGODB_URI: uri } : env,
  });
  createInterface(child.stdout!).on('line', (line) => {
    console.log(line);
    if (line.startsWith('{"bench"')) figures.push(JSON.parse(line) as PrintedFigure);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
