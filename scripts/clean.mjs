import { rmSync } from 'node:fs';

// Stale output of a file that was renamed must not be found by anything that lists folders.
rmSync('dist', { recursive: true, force: true });
