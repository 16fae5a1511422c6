import { compileExpression, type Evaluate } from './compiled-expression.ts';
import { notSupported } from './errors.ts';
import { encode } from './key-encoding.ts';
import { clone, isPlain, type Doc, type Value } from './paths.ts';
import { pause, sliceEnd } from './slices.ts';
import { compareValues } from './value-order.ts';
import { RANK, rankOf } from './value-rank.ts';

/** Gathers the values of one field of one group. */
interface Accumulator {
  add(value: Value): void;
  result(): Value;
}

const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: () => sum((total) => total),
  $avg: () => sum((total, count) => (count ? total / count : null)),
  $min: () => extreme((order) => order < 0),
  $max: () => extreme((order) => order > 0),
  $first: () => held((values) => values[0] ?? null, 'first'),
  $last: () => held((values) => values[0] ?? null, 'last'),
  $push: () => held((values) => values, 'all'),
  $addToSet: addToSet,
};

interface Output {
  name: string;
  evaluate: Evaluate;
  accumulate: () => Accumulator;
}

/** The group stage, or null when it uses something that is left to mingo. */
export function compileGroup(operand: Doc, options: () => Value) {
  const outputs: Output[] = [];
  for (const [name, given] of Object.entries(operand)) {
    if (name === '_id') continue;
    const [entry, ...others] = isPlain(given) ? Object.entries(given) : [];
    const accumulate = entry && ACCUMULATORS[entry[0]];
    if (!accumulate || others.length || name.includes('.') || Array.isArray(entry[1])) return null;
    outputs.push({ name, accumulate, evaluate: compileExpression(entry[1], options) });
  }
  if (!('_id' in operand)) return null;
  const idOf = compileExpression(operand._id, options);
  return (documents: Doc[]) => group(documents, idOf, outputs);
}

async function group(documents: Doc[], idOf: Evaluate, outputs: Output[]): Promise<Doc[]> {
  const groups = new Map<string, { _id: Value; accumulators: Accumulator[] }>();
  let end = sliceEnd();
  for (let i = 0; i < documents.length; i++) {
    if (i % 256 === 255 && performance.now() > end) {
      await pause();
      end = sliceEnd();
    }
    const document = documents[i]!;
    const _id = idOf(document) ?? null;
    const name = nameOf(_id);
    let found = groups.get(name);
    if (!found) {
      found = { _id, accumulators: outputs.map(({ accumulate }) => accumulate()) };
      groups.set(name, found);
    }
    for (let at = 0; at < outputs.length; at++)
      found.accumulators[at]!.add(outputs[at]!.evaluate(document));
  }
  return [...groups.values()].map(({ _id, accumulators }) => {
    const results = outputs.map(({ name }, at) => [name, accumulators[at]!.result()]);
    return clone({ _id, ...Object.fromEntries(results) });
  });
}

/** Values are in one group when MongoDB holds them equal, whatever their type of number. */
function nameOf(value: Value): string {
  return typeof value === 'string' ? `"${value}` : encode(value).bytes.toString('latin1');
}

function sum(finish: (total: number, count: number) => Value): Accumulator {
  let [total, count] = [0, 0];
  return {
    add(value) {
      if (typeof value !== 'number') {
        if (rankOf(value) !== RANK.number) return;
        if (!Number.isSafeInteger(Number(value)))
          throw notSupported('a sum of numbers that JavaScript cannot hold');
      }
      total += Number(value);
      count++;
    },
    result: () => finish(total, count),
  };
}

function extreme(better: (order: number) => boolean): Accumulator {
  let best: Value = null;
  return {
    add(value) {
      if (value === null || value === undefined) return;
      if (best === null || better(compareValues(value, best))) best = value;
    },
    result: () => best,
  };
}

function held(finish: (values: Value[]) => Value, which: 'first' | 'last' | 'all'): Accumulator {
  const values: Value[] = [];
  return {
    add(value) {
      if (which === 'last') values[0] = value;
      else if (which === 'first' ? !values.length : value !== undefined) values.push(value);
    },
    result: () => finish(values),
  };
}

function addToSet(): Accumulator {
  const values = new Map<string, Value>();
  return {
    add(value) {
      if (value !== undefined && !values.has(nameOf(value))) values.set(nameOf(value), value);
    },
    result: () => [...values.values()],
  };
}
