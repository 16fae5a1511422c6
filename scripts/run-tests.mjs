// Runs the tests and closes with one plain line: N passed, N failed, N skipped.
// Usage: node scripts/run-tests.mjs [--e2e | --all] [jest arguments …]
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
const given = process.argv.slice(2);
const kind = given.find((each) => each === '--e2e' || each === '--all');
const rest = given.filter((each) => each !== kind);
const folder = mkdtempSync(path.join(tmpdir(), 'fairbridge-results-'));
const results = path.join(folder, 'results.json');

const env = { ...process.env };
env.NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim();
if (kind) env.FAIRBRIDGE_E2E = kind === '--all' ? 'all' : 'only';

const jest = spawn(
  process.execPath,
  [
    require.resolve('jest/bin/jest'),
    '--config',
    'test/support/jest.config.js',
    '--json',
    `--outputFile=${results}`,
    ...rest,
  ],
  // Jest's own JSON goes to the file; what people read goes to standard error.
  { stdio: ['ignore', 'ignore', 'inherit'], env },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));

jest.on('exit', (code) => {
  const status = report(code ?? 1);
  rmSync(folder, { recursive: true, force: true });
  process.exit(status);
});

/** With TEST_RESULTS the results of this run are kept in that folder, so that several runs can be summed up. */
function keepResults() {
  const folder = process.env.TEST_RESULTS;
  if (folder) copyFileSync(results, path.join(folder, `${Date.now()}.json`));
}

function report(code) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(results, 'utf8'));
    keepResults();
  } catch {
    console.log('The test runner stopped before it had results.');
    return code || 1;
  }
  const broken = summary.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = summary.numFailedTests + broken.length;
  for (const file of summary.testResults)
    for (const test of file.assertionResults)
      if (test.status === 'pending') console.log(`skipped: ${test.fullName}`);
  console.log(
    `${summary.numPassedTests} passed, ${failed} failed, ${summary.numPendingTests + summary.numTodoTests} skipped`,
  );
  return failed > 0 || !summary.success ? code || 1 : 0;
}
