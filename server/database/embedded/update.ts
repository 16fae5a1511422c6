import { serverError } from './errors.ts';
import { clone, type Doc } from './paths.ts';
import { OPERATORS } from './update-operators.ts';
import { concretePaths, filterNames, type UpdateContext } from './update-paths.ts';

/** Gives the changed document; the one before stays as it was. */
export type Update = (document: Doc, context: UpdateContext) => Doc;

/** Operators, or a whole document that replaces the old one but for its _id. */
export function compileUpdate(update: Doc): Update {
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$'))
    return (document) => ({
      ...(document._id === undefined ? {} : { _id: document._id }),
      ...clone(update),
    });
  for (const name of names)
    if (!OPERATORS[name])
      throw serverError(
        9,
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
  refuseConflicts(
    names.flatMap((name) =>
      Object.entries(update[name] ?? {}).flatMap(([path, value]) =>
        name === '$rename' ? [path, String(value)] : [path],
      ),
    ),
  );
  const paths = names.flatMap((name) => Object.keys(update[name] ?? {}));
  return (before, context) => {
    const unused = context.arrayFilters?.find(
      (each) =>
        !paths.some((path) => filterNames(each).some((name) => path.includes(`$[${name}]`))),
    );
    if (unused)
      throw serverError(
        9,
        `The array filter for identifier '${filterNames(unused)[0]}' was not used in the update`,
      );
    const document = clone(before);
    for (const name of names) {
      if (name === '$setOnInsert' && !context.inserting) continue;
      for (const [path, operand] of Object.entries(update[name] ?? {})) {
        for (const target of concretePaths(document, before, path, context))
          OPERATORS[name]!(document, target, clone(operand));
      }
    }
    return document;
  };
}

function refuseConflicts(paths: string[]): void {
  paths.forEach((path, i) => {
    const other = paths.find(
      (each, j) => i !== j && (each === path || each.startsWith(`${path}.`)),
    );
    if (other !== undefined)
      throw serverError(40, `Updating the path '${other}' would create a conflict at '${path}'`);
  });
}
