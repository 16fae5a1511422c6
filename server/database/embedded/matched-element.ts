import { compileCondition, compileFilter, type MatchOptions } from './match.ts';
import { isOperators, isPlain, leavesAt, type Doc, type Value } from './paths.ts';

/** Which element of the array at `path` made the filter true: what `$` stands for in updates and projections. */
export function matchedElement(
  filter: Doc,
  document: Doc,
  path: string,
  options: MatchOptions = {},
): number {
  const array = leavesAt(document, path.split('.'))[0];
  const clauses = Object.entries(filter).flatMap(([key, value]) =>
    key === '$and' || key === '$or'
      ? (value as Doc[]).flatMap((each) => Object.entries(each))
      : [[key, value] as [string, Value]],
  );
  const own = clauses.filter(([key]) => key === path || key.startsWith(`${path}.`));
  for (const [key, condition] of own.length ? own : clauses) {
    const root = own.length
      ? path
      : key
          .split('.')
          .find((_, i, all) => Array.isArray(leavesAt(document, all.slice(0, i + 1))[0])) &&
        key.split('.')[0]!;
    if (!root || key.startsWith('$')) continue;
    const elements = own.length ? array : leavesAt(document, [root])[0];
    if (!Array.isArray(elements)) continue;
    const rest = key.slice(root.length + 1);
    const test = rest ? compileFilter({ [rest]: condition }, options) : null;
    const whole = compileCondition(condition, options);
    const found = elements.findIndex((element) =>
      test
        ? isPlain(element) && test(element)
        : isOperators(condition) && '$elemMatch' in condition
          ? whole([[element]])
          : whole([element]),
    );
    if (found >= 0) return found;
  }
  return -1;
}
