import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/link.ts', import.meta.url));

/** Runs the link command as its own process on a data folder. */
export function runLink(
  given: string[],
  dataDir: string,
): Promise<{ status: number; out: string; errors: string }> {
  const { PATH, TMPDIR, HOME, TEST_MONGODB_URI: _ } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', script, ...given],
      { env: { PATH, TMPDIR, HOME, DATA_DIR: dataDir } },
      (error, out, errors) => resolve({ status: error ? Number(error.code ?? 1) : 0, out, errors }),
    );
  });
}
