import { clone, isOperators, setAt, type Doc } from './paths.ts';

/** The document that an upsert starts from: the equalities of its filter. */
export function documentFromFilter(filter: Doc): Doc {
  const document: Doc = {};
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' || (key === '$or' && condition.length === 1))
      for (const each of condition)
        for (const [path, value] of Object.entries(documentFromFilter(each)))
          setAt(document, path.split('.'), value);
    if (key.startsWith('$') || condition instanceof RegExp) continue;
    if (!isOperators(condition)) setAt(document, key.split('.'), clone(condition));
    else if ('$eq' in condition) setAt(document, key.split('.'), clone(condition.$eq));
    else if (condition.$all?.length === 1 && !isOperators(condition.$all[0]))
      setAt(document, key.split('.'), clone(condition.$all[0]));
    else if (condition.$in?.length === 1 && !(condition.$in[0] instanceof RegExp))
      setAt(document, key.split('.'), clone(condition.$in[0]));
  }
  return document;
}
