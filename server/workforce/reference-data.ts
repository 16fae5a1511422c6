import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../web/project-root.ts';

/** Reads a file of the reference data once, and checks its shape; a wrong file stops the start. */
export function referenceData<S extends z.ZodType>(file: string, shape: S): () => z.output<S> {
  let kept: z.output<S> | undefined;
  return () => {
    kept ??= shape.parse(
      JSON.parse(readFileSync(path.join(projectRoot, 'server/workforce/data', file), 'utf8')),
    );
    return kept;
  };
}

/** Marks what comes from domain knowledge and not from a source: `*` for the whole record. It is never shown as a fact. */
export interface Marked {
  unverified?: string[] | undefined;
}

export const isUnverified = ({ unverified = [] }: Marked, field: string): boolean =>
  unverified.some((marked) => marked === '*' || marked === field);
