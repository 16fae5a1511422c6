import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/web/project-root.ts';
import { report } from './report.ts';

const LIMIT_MB = 400;
const ENOUGH_FOR_READING_MB = 256;

/** Plays the demo's day to its end, as `npm run demo` does, and reads what it says of its time and its memory. */
export async function benchDemo(): Promise<void> {
  const said = await playDemo();
  const common = {
    bench: 'demo',
    store: process.env.MONGODB_URI ? 'mongodb' : 'embedded',
    rounds: 1,
  };
  report({
    ...common,
    figure: 'from start until the pages can be opened, without compiling',
    value: numberIn(said, /is open at \S+ after ([\d.]+) s/),
    unit: 's',
    sibling: 'the most that is allowed, with compiling',
    siblingValue: 30,
  });
  report({
    ...common,
    figure: 'peak memory of the server over the whole day',
    value: numberIn(said, /Played and checked .*Peak memory (\d+) MB/),
    unit: 'MB',
    sibling: 'the most that is allowed',
    siblingValue: LIMIT_MB,
  });
  report({
    ...common,
    figure: 'peak memory of the process that reads résumés',
    value: numberIn(said, /Played and checked .*reads résumés, (\d+) MB/),
    unit: 'MB',
    sibling: 'the most that is allowed',
    siblingValue: ENOUGH_FOR_READING_MB,
  });
}

/** With the flags of the script in package.json, so that what is measured is what people run. */
function playDemo(): Promise<string> {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const [, command = ''] = /node (.*)$/.exec(scripts.demo) ?? [];
  const given = [...command.split(' '), '--once', '--port', '0'];
  const child = spawn(process.execPath, given, { cwd: projectRoot });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`the demo ended with ${code}:\n${said}`)),
    );
  });
}

function numberIn(said: string, where: RegExp): number {
  const found = where.exec(said)?.[1];
  if (found === undefined) throw new Error(`the demo did not say ${where}:\n${said}`);
  return Number(found);
}
