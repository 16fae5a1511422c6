// Runs a compiled script: node scripts/built.mjs NAME [arguments …]. Builds only when nothing is built yet, because a running
// server starts its child processes from the same files.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const [name, ...rest] = process.argv.slice(2);
const script = `dist/scripts/${name}.js`;

if (!existsSync(script)) {
  const built = spawnSync('npm', ['run', '-s', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
process.exit(spawnSync(process.execPath, [script, ...rest], { stdio: 'inherit' }).status ?? 1);
