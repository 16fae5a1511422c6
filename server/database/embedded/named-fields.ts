import { isOperators, isPlain, type Doc, type Value } from './paths.ts';

// These reach fields by a name that is not written as '$name'.
const UNWRITTEN = ['$getField', '$top', '$topN', '$bottom', '$bottomN'];

/** The top-level fields that a filter looks at; null when it may look at any. */
export function fieldsNamedBy(filter: Doc): Set<string> | null {
  const names = new Set<string>();
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$comment') continue;
    const inner =
      key === '$expr'
        ? fieldsReferredTo(condition)
        : key.startsWith('$')
          ? united([condition].flat().map(fieldsNamedBy))
          : new Set([key.split('.')[0]!]);
    if (!inner) return null;
    for (const name of inner) names.add(name);
  }
  return names;
}

/** The top-level fields that an expression refers to, as in '$name.first'; null when it takes the document as a whole. */
export function fieldsReferredTo(expression: Value): Set<string> | null {
  if (typeof expression === 'string') {
    if (/^\$\$(ROOT|CURRENT)\b/.test(expression)) return null;
    // Other variables hold what the rest of the expression gave them.
    if (!expression.startsWith('$') || expression.startsWith('$$')) return new Set();
    return new Set([expression.slice(1).split('.')[0]!]);
  }
  if (Array.isArray(expression)) return united(expression.map(fieldsReferredTo));
  if (!isPlain(expression)) return new Set();
  if ('$literal' in expression) return new Set();
  if (UNWRITTEN.some((name) => name in expression)) return null;
  return united(Object.values(expression).map(fieldsReferredTo));
}

/** The top-level fields that a projection of find keeps and reads; null when it may be any, as when it takes fields away. */
export function fieldsKeptBy(projection: Doc): Set<string> | null {
  const names = new Set<string>(['_id']);
  let including = false;
  for (const [path, value] of Object.entries(projection)) {
    names.add(path.split('.')[0]!);
    if (isOperators(value) && ('$slice' in value || '$elemMatch' in value)) {
      const inner = fieldsReferredTo(value);
      if (!inner) return null;
      // Only an aggregation's $slice names what it cuts, and what it computes is all that is kept.
      if (inner.size) including = true;
      for (const name of inner) names.add(name);
      continue;
    }
    if (isPlain(value) && !isOperators(value) && takesAway(value)) return null;
    if (!value) {
      if (path !== '_id') return null;
      continue;
    }
    including = true;
    const inner =
      typeof value === 'object' || typeof value === 'string' ? fieldsReferredTo(value) : [];
    if (!inner) return null;
    for (const name of inner) names.add(name);
  }
  return including ? names : null;
}

const takesAway = (tree: Doc): boolean =>
  Object.values(tree).some((value) => !value || (isPlain(value) && takesAway(value)));

/**
 * The top-level fields of its input that a pipeline needs: known when some stage, a group or a projection, lets nothing else
 * through. Null when whole documents may reach the end.
 */
export function fieldsNeededBy(stages: Doc[]): Set<string> | null {
  const needed: (Iterable<string> | null)[] = [];
  for (const stage of stages) {
    const [name, operand] = Object.entries(stage)[0]!;
    if (name === '$match') needed.push(fieldsNamedBy(operand));
    else if (name === '$sort') needed.push(Object.keys(operand).map((path) => path.split('.')[0]!));
    else if (name === '$unwind') needed.push(fieldsReferredTo(operand.path ?? operand));
    else if (name === '$set' || name === '$addFields') needed.push(fieldsReferredTo(operand));
    else if (name === '$count') return united(needed);
    else if (name === '$group' || name === '$sortByCount')
      return united([...needed, fieldsReferredTo(operand)]);
    else if (name === '$project') return united([...needed, fieldsKeptBy(operand)]);
    else if (name !== '$limit' && name !== '$skip') return null;
  }
  return null;
}

export function united(sets: (Iterable<string> | null)[]): Set<string> | null {
  const names = new Set<string>();
  for (const each of sets) {
    if (!each) return null;
    for (const name of each) names.add(name);
  }
  return names;
}
