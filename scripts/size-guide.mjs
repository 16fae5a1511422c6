// Says which files are longer than the size guide: a notice at the first number, a failure at the second.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const guide = [
  { what: 'routes file', files: /^server\/.*-routes\.ts$/, notice: 120, most: 180 },
  { what: 'server file', files: /^server\/.*\.ts$/, notice: 100, most: 200 },
  { what: 'partial', files: /^views\/.*\/_[^/]+\.hbs$/, notice: 25, most: 50 },
  { what: 'view', files: /^views\/.*\.hbs$/, notice: 60, most: 100 },
  { what: 'browser module', files: /^public\/js\/.*\.js$/, notice: 60, most: 120 },
  { what: 'test file', files: /^test\/.*\.test\.ts$/, notice: 150, most: 250 },
];
const verbose = process.argv.includes('--notices');

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  encoding: 'utf8',
}).split('\n');
let notices = 0;
let over = 0;
for (const file of files.filter(Boolean)) {
  const rule = guide.find((each) => each.files.test(file));
  const lines = rule && linesOf(file);
  if (!lines || lines <= rule.notice) continue;
  const tooLong = lines > rule.most;
  if (tooLong) over += 1;
  else notices += 1;
  if (tooLong || verbose)
    console.log(
      `${lines} lines: ${file} (${rule.what}: notice at ${rule.notice}, at most ${rule.most})`,
    );
}
console.log(`size guide: ${over} over, ${notices} worth a look`);
process.exit(over > 0 ? 1 : 0);

function linesOf(file) {
  try {
    return readFileSync(file, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}
