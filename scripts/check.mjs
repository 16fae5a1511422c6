// Everything that must be green: format, lint, types of server and browser code, import rules, size guide, tests.
import { spawnSync } from 'node:child_process';

const steps = [
  ['format', 'npx', ['prettier', '--check', '.', '--log-level', 'warn']],
  ['lint', 'npx', ['eslint', '.']],
  ['types', 'npx', ['tsc', '-p', 'tsconfig.json']],
  ['types of browser code', 'npx', ['tsc', '-p', 'public/tsconfig.json']],
  ['import rules', 'npx', ['depcruise', '--config', '.dependency-cruiser.cjs', 'server']],
  ['size guide', 'node', ['scripts/size-guide.mjs']],
  ['tests', 'node', ['scripts/run-tests.mjs']],
];

const failed = [];
for (const [name, command, args] of steps) {
  if (process.argv.includes('--no-tests') && name === 'tests') continue;
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) failed.push(name);
}
console.log(failed.length ? `\nNot green: ${failed.join(', ')}` : '\nAll green.');
process.exit(failed.length ? 1 : 0);
