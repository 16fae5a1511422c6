// Builds, then runs the server in this very process.
import { spawnSync } from 'node:child_process';

const LOOK_EVERY_MS = 500;

const built = spawnSync('npm', ['run', '-s', 'build'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (built.status !== 0) process.exit(built.status ?? 1);

// npm runs this below a shell, which keeps a SIGTERM to itself and dies of it. Whose parent is gone was told to stop.
const parent = process.ppid;
const look = setInterval(() => {
  if (process.ppid === parent) return;
  // Once: a second one would cut the orderly stop short.
  clearInterval(look);
  process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);
look.unref();

// Named at run time, so that the compiler does not take its own output for a source.
await import(new URL('../dist/server/main.js', import.meta.url).href);
