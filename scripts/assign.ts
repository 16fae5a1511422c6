import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BadProblemFile, readProblemFile } from '../server/booths/engine/read-problem-file.ts';
import { solveProblem } from '../server/booths/engine/solve-problem.ts';

// npm run -s assign -- FILE [--seconds N] [--seed N]: the booth engine on a problem file. Exit status 2: bad file or option.
try {
  const { file, searchMs, seed } = readArguments();
  const { answer, notes } = solveProblem(readProblemFile(readText(file)), {
    seed,
    searchMs,
    clock: processorMs,
  });
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
} catch (error) {
  if (!(error instanceof BadProblemFile)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

/** Processor time, so that a busy machine makes the search slower but not worse. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function readArguments(): { file: string; searchMs: number; seed: number } {
  const { values, positionals } = parse();
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new BadProblemFile(
      'Name one problem file: npm run -s assign -- FILE [--seconds N] [--seed N].',
    );
  const seconds = Number(values.seconds);
  if (values.seconds.trim() === '' || !(seconds >= 0 && seconds <= 86_400))
    throw new BadProblemFile('--seconds must be a number from 0 to 86400.');
  const seed = Number(values.seed);
  if (values.seed.trim() === '' || !Number.isSafeInteger(seed) || seed < 0)
    throw new BadProblemFile('--seed must be a whole number from 0.');
  return { file, searchMs: seconds * 1000, seed };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '2' },
        seed: { type: 'string', default: '1' },
      },
    });
  } catch (error) {
    throw new BadProblemFile(
      error instanceof Error ? error.message.replaceAll('\n', ' ') : 'Unknown option.',
    );
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'ENOENT' ? 'there is no such file' : `reading it failed (${code})`;
    throw new BadProblemFile(`Cannot read ${file}: ${why}.`);
  }
}
