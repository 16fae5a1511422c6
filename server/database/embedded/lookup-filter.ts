import { leavesAt, type Doc, type Value } from './paths.ts';

/** What the joined documents must satisfy for one local document. */
export function joinFilter(
  document: Doc,
  { localField, foreignField, pipeline }: Doc,
  variables: Doc | undefined,
): Doc {
  const byVariables = variables ? filterFromLet(pipeline, variables) : {};
  if (!localField) return byVariables;
  const values = localValues(document, localField);
  const test = values.length === 1 ? { $eq: values[0] } : { $in: values };
  return bothFilters({ [foreignField]: test }, byVariables);
}

export function bothFilters(a: Doc, b: Doc): Doc {
  if (!Object.keys(b).length) return a;
  const collide = Object.keys(a).some((key) => key in b);
  return collide ? { $and: [a, b] } : { ...a, ...b };
}

function localValues(document: Doc, path: string): unknown[] {
  const values = leavesAt(document, path.split('.'))
    .flat()
    .map((value) => value ?? null);
  return values.length ? values : [null];
}

/** `$expr: { $eq: ['$field', '$$bound'] }` at the head of a joined pipeline becomes an equality, which an index can serve. */
function filterFromLet(pipeline: Doc[] = [], variables: Doc): Doc {
  const condition = pipeline[0]?.$match?.$expr;
  const equalities = (condition?.$and ?? [condition]).flatMap(
    (each: Value): [string, unknown][] => {
      const [left, right] = each?.$eq ?? [];
      const [field, bound] = String(left).startsWith('$$') ? [right, left] : [left, right];
      const value =
        typeof bound === 'string' && bound.startsWith('$$') ? variables[bound.slice(2)] : undefined;
      const plainField = typeof field === 'string' && /^\$[^$]/.test(field);
      return plainField && value !== undefined && value !== null && !Array.isArray(value)
        ? [[field.slice(1), value]]
        : [];
    },
  );
  return Object.fromEntries(
    equalities.map(([field, value]: [string, unknown]) => [field, { $eq: value }]),
  );
}
