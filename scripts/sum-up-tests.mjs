// Sums up several runs of the tests: node scripts/sum-up-tests.mjs FOLDER. A test that one run had to skip, because what it
// needs belongs to another store, counts as skipped only when no run has passed it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const passedOnce = new Set();
const skippedOnce = new Set();
let passed = 0;
let failed = 0;

for (const file of readdirSync(folder)) {
  const run = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  passed += run.numPassedTests;
  failed += run.numFailedTests + run.numRuntimeErrorTestSuites;
  for (const suite of run.testResults)
    for (const test of suite.assertionResults) {
      const name = `${path.basename(suite.name)}: ${test.fullName}`;
      if (test.status === 'passed') passedOnce.add(name);
      if (test.status === 'pending' || test.status === 'todo') skippedOnce.add(name);
    }
}

const skipped = [...skippedOnce].filter((name) => !passedOnce.has(name));
for (const name of skipped) console.log(`never run: ${name}`);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed > 0 || skipped.length > 0 || passed === 0 ? 1 : 0);
