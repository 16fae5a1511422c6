import { pointsOf } from './bounds.ts';
import { compileCondition } from './match.ts';
import type { Index } from './index-record.ts';
import { isOperators, isPlain, type Doc, type Value } from './paths.ts';
import { compareValues } from './value-order.ts';

export type Conjunct = [path: string, condition: Value];

/** The conditions that a document must all satisfy; those below $elemMatch are repeated with their whole path. */
export function conjunctsOf(filter: Doc): Conjunct[] {
  return Object.entries(filter).flatMap(([key, condition]): Conjunct[] => {
    if (key === '$and') return condition.flatMap(conjunctsOf);
    if (key.startsWith('$')) return [];
    const inner =
      isOperators(condition) && isPlain(condition.$elemMatch) && !isOperators(condition.$elemMatch)
        ? conjunctsOf(condition.$elemMatch)
        : [];
    return [[key, condition], ...inner.map(([path, each]): Conjunct => [`${key}.${path}`, each])];
  });
}

/** Whether every document that satisfies the conditions is in the index. */
export function isUsable({ record, fields }: Index, conjuncts: Conjunct[]): boolean {
  if (record.building) return false;
  if (record.sparse && !fields.some(({ path }) => mustBeThere(path, conjuncts))) return false;
  const partial = record.partialFilterExpression;
  if (!partial) return true;
  if (partial.$or) return false;
  return conjunctsOfPartial(partial).every((needed) =>
    conjuncts.some((each) => impliesConjunct(each, needed)),
  );
}

/** Whether a partial index holds only documents that satisfy this condition, so that nobody need look again. */
export function isGiven({ record }: Index, [path, condition]: Conjunct): boolean {
  const partial = record.partialFilterExpression;
  if (!partial || partial.$or) return false;
  return conjunctsOfPartial(partial).some(
    ([key, given]) => key === path && compareValues(given, condition) === 0,
  );
}

const partials = new WeakMap<Doc, Conjunct[]>();

/** An index keeps its expression; it is taken apart once. */
function conjunctsOfPartial(partial: Doc): Conjunct[] {
  let found = partials.get(partial);
  if (!found) partials.set(partial, (found = conjunctsOf(partial)));
  return found;
}

function mustBeThere(path: string, conjuncts: Conjunct[]): boolean {
  return conjuncts.some(([key, condition]) => key === path && excludesMissing(condition));
}

function excludesMissing(condition: Value): boolean {
  const points = pointsOf(condition);
  if (points) return points.every((point) => point !== null);
  if (condition instanceof RegExp) return true;
  const present = ['$gt', '$gte', '$lt', '$lte', '$regex', '$elemMatch'];
  return Object.entries(condition).some(
    ([name, value]) =>
      (present.includes(name) && value !== null) || (name === '$exists' && Boolean(value)),
  );
}

function impliesConjunct([key, condition]: Conjunct, [path, needed]: Conjunct): boolean {
  if (key !== path) return false;
  if (compareValues(condition, needed) === 0) return true;
  if (isOperators(needed) && needed.$exists && Object.keys(needed).length === 1)
    return excludesMissing(condition);
  const points = pointsOf(condition);
  if (!points || !excludesMissing(condition)) return false;
  const test = compileCondition(needed, {});
  return points.every((point) => !Array.isArray(point) && test([point]));
}
