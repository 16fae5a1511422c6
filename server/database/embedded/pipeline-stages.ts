import { mingoOptions, throwAsServer } from './aggregate-context.ts';
import { compileExpression } from './compiled-expression.ts';
import type { EmbeddedDatabase } from './database.ts';
import { compileGroup } from './group.ts';
import { compileFilter } from './match.ts';
import { clone, isPlain, setAt, valueAt, type Doc, type Value } from './paths.ts';
import { ownDocument, select } from './reading.ts';
import { sortDocuments, sortOf } from './sort.ts';

export interface PipelineContext {
  database: EmbeddedDatabase;
  collation: Doc | undefined;
  variables: Doc | undefined;
}
/** Takes documents that are its own, and gives documents that are the next one's own. */
export type Stage = (documents: Doc[]) => Doc[] | Promise<Doc[]>;
type Compile = (operand: Value, context: PipelineContext) => Stage | null;

/** The stages that run without mingo: those that pages use, and that many documents go through. Null leaves a stage to mingo. */
export const compileStage = (stage: Doc, context: PipelineContext): Stage | null => {
  const [name, operand] = Object.entries(stage)[0] ?? [];
  return name ? (STAGES[name]?.(operand, context) ?? null) : null;
};

/** Options for mingo, made anew for each use because it remembers things in them. */
export function optionsOf({ database, collation, variables }: PipelineContext): () => Value {
  const readAll = (name: string, filter: Doc, by?: Doc) =>
    select(database, name, { filter, collation: by }).map(ownDocument);
  return () => mingoOptions(readAll, collation, variables);
}

const STAGES: Record<string, Compile> = {
  $match: (filter, context) => {
    const { collation } = context;
    const matches = compileFilter(filter, { collation, expressionOptions: optionsOf(context) });
    return (documents) => documents.filter(matches);
  },
  $sort: (sort, { collation }) => {
    const wanted = sortOf(sort);
    return (documents) => sortDocuments(documents, wanted, collation);
  },
  $limit: (limit) => (isWhole(limit) ? (documents) => documents.slice(0, limit) : null),
  $skip: (skip) => (isWhole(skip) ? (documents) => documents.slice(skip) : null),
  $count: (name) => (documents) => (documents.length ? [{ [name]: documents.length }] : []),
  $group: (operand, context) => {
    const group = compileGroup(operand, optionsOf(context));
    return group && ((documents) => group(documents).catch(throwAsServer));
  },
  $set: setFields,
  $addFields: setFields,
  $unwind: unwind,
  $project: keepFields,
};

const isWhole = (value: Value) => Number.isInteger(value) && value > 0;

function setFields(operand: Doc, context: PipelineContext): Stage | null {
  const entries = Object.entries(operand);
  const simple = ([name, value]: [string, Value]) =>
    !/[.$]/.test(name) &&
    (typeof value === 'string' || Object.keys(value ?? {})[0]?.startsWith('$'));
  if (!entries.every(simple)) return null;
  const options = optionsOf(context);
  const fields = entries.map(([name, each]) => [name, compileExpression(each, options)] as const);
  return (documents) => {
    try {
      for (const document of documents) {
        const values = fields.map(([, evaluate]) => evaluate(document));
        fields.forEach(([name], i) => {
          if (values[i] === undefined) delete document[name];
          else document[name] = clone(values[i]);
        });
      }
      return documents;
    } catch (error) {
      return throwAsServer(error);
    }
  };
}

function unwind(operand: Value): Stage | null {
  const {
    path,
    preserveNullAndEmptyArrays: keepsEmpty,
    includeArrayIndex,
  } = typeof operand === 'string' ? ({ path: operand } as Doc) : operand;
  if (includeArrayIndex || typeof path !== 'string' || !path.startsWith('$')) return null;
  const parts = path.slice(1).split('.');
  return (documents) =>
    documents.flatMap((document) => {
      const list = valueAt(document, parts);
      if (!Array.isArray(list))
        return (list === null || list === undefined) && !keepsEmpty ? [] : [document];
      if (!list.length) return keepsEmpty ? [without(document, parts)] : [];
      return list.map((element) => {
        setAt(document, parts, null);
        const copy = clone(document);
        setAt(copy, parts, element);
        return copy;
      });
    });
}

function without(document: Doc, parts: string[]): Doc {
  const holder = parts.slice(0, -1).reduce((value, part) => value[part], document);
  delete holder[parts.at(-1)!];
  return document;
}

/** Only the plain case: some top-level fields, kept as they are. */
function keepFields(operand: Doc): Stage | null {
  const entries = Object.entries(operand);
  const isKept = (value: Value) => value === true || value === 1;
  const plain = entries.every(
    ([name, value]) =>
      !/[.$]/.test(name) && (isKept(value) || (name === '_id' && !value && !isPlain(value))),
  );
  const kept = new Set(entries.filter(([, value]) => isKept(value)).map(([name]) => name));
  if (!plain || !kept.size) return null;
  if (!('_id' in operand)) kept.add('_id');
  return (documents) =>
    documents.map((document) =>
      Object.fromEntries(Object.entries(document).filter(([name]) => kept.has(name))),
    );
}
