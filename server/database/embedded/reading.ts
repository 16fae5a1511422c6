import { expressionOptions } from './aggregate-context.ts';
import { FieldSet } from './bson-walk.ts';
import type { EmbeddedDatabase } from './database.ts';
import { serverError } from './errors.ts';
import { compileFilter, type Predicate } from './match.ts';
import { fieldsKeptBy, fieldsNamedBy, united } from './named-fields.ts';
import { clone, type Doc } from './paths.ts';
import { plain } from './plain.ts';
import { compileProjection } from './projection.ts';
import { onlyId, planOfId } from './plan-of-id.ts';
import { planQuery, type Plan } from './query-planner.ts';
import { Scan, type Found } from './scan.ts';
import { pause, sliceEnd } from './slices.ts';
import { sortDocuments, sortOf, type Sort } from './sort.ts';

const SORT_LIMIT_BYTES = 100 * 2 ** 20;
const USUAL_DOCUMENT_BYTES = 500;
const USUAL_BATCH = 1000;

export interface Selection {
  filter: Doc;
  sort?: Sort;
  limit?: number;
  collation?: Doc | undefined;
  /** The top-level fields that are enough for the caller; whole documents when it says nothing. */
  fields?: Iterable<string> | null;
}

interface Prepared {
  scan: Scan;
  plans: Plan[];
  matches: Predicate;
  /** The scan gives documents in the wished order. */
  sorted: boolean;
}

/** Chooses indexes for a selection; null when there is no such collection. */
export function prepareScan(
  database: EmbeddedDatabase,
  name: string,
  wish: Selection,
): Prepared | null {
  const { filter, sort = [], limit = Infinity, collation, fields } = wish;
  const id = sort.length ? null : onlyId(filter);
  const matches: Predicate = id
    ? ({ _id }) => id.equals(_id)
    : compileFilter(filter, { collation, expressionOptions });
  const state = database.catalog.stateOf(name);
  if (!state) return null;
  const plans = id
    ? [planOfId(state.indexes[0]!, id)]
    : planQuery(state.indexes, { filter, sort, collation, limited: limit < Infinity });
  const sorted = plans.every((plan) => plan.servesSort);
  const exact = plans.every((plan) => plan.exact);
  const filterNames = exact ? new Set<string>() : fieldsNamedBy(filter);
  const sortNames = sorted ? [] : sort.map(([path]) => path.split('.')[0]!);
  const wanted = fields ? united([fields, filterNames, sortNames]) : null;
  const source = { store: database.store, documents: database.documents, prefix: state.prefix };
  const scan = new Scan(source, plans, {
    matches: exact ? null : matches,
    filterFields: filterNames && new FieldSet(filterNames),
    wanted: wanted && new FieldSet(wanted),
  });
  return { scan, plans, matches, sorted };
}

/** Everything at once, for use inside a write or for a handful; the documents may be the cache's own. */
export function select(database: EmbeddedDatabase, name: string, wish: Selection): Found[] {
  const prepared = prepareScan(database, name, wish);
  if (!prepared) return [];
  const { scan, sorted } = prepared;
  const { sort = [], limit = Infinity, collation } = wish;
  if (sorted) return scan.next(limit);
  return sortDocuments(scan.next(), sort, collation, documentOf).slice(0, limit);
}

/** Everything, read in slices. */
export async function selectSlowly(
  database: EmbeddedDatabase,
  name: string,
  wish: Selection,
): Promise<Found[]> {
  const prepared = prepareScan(database, name, wish);
  if (!prepared) return [];
  const { sort = [], limit = Infinity, collation } = wish;
  if (!prepared.sorted)
    return (await collect(prepared.scan, sort, collation, limit)).slice(0, limit);
  const found: Found[] = [];
  while (!prepared.scan.done && found.length < limit) {
    for (const each of prepared.scan.next(limit - found.length, sliceEnd())) found.push(each);
    if (!prepared.scan.done && found.length < limit) await pause();
  }
  return found;
}

/** A copy that the caller may keep and change. */
export const ownDocument = ({ document, shared }: Found): Doc =>
  shared ? clone(document) : document;

/** What a find answers, batch by batch. */
export async function* findBatches(
  database: EmbeddedDatabase,
  name: string,
  filter: Doc,
  options: Doc,
): AsyncGenerator<Doc[]> {
  const projection = options.projection && plain(options.projection as Doc);
  const projecting = projection && Object.keys(projection).length > 0;
  const project = projecting ? compileProjection(projection, filter, expressionOptions) : null;
  const answer = (found: Found) => (project ? project(found.document) : ownDocument(found));
  const limit = Math.abs(options.limit || 0) || Infinity;
  const skip = options.skip ?? 0;
  const wish = {
    filter,
    sort: sortOf(options.sort),
    collation: options.collation,
    limit: skip + limit,
  };
  const fields = projecting ? fieldsKeptBy(projection) : null;
  const prepared = prepareScan(database, name, { ...wish, fields });
  if (!prepared) return;
  if (!prepared.sorted) {
    const rows = await sortedRows(database, name, wish);
    yield rows.slice(skip, skip + limit).map(answer);
    return;
  }
  const { scan } = prepared;
  let [toSkip, left] = [skip, limit];
  while (left > 0) {
    const rows = scan.next(Math.min(options.batchSize || USUAL_BATCH, toSkip + left), sliceEnd());
    const kept = rows.slice(toSkip, toSkip + left);
    toSkip = Math.max(0, toSkip - rows.length);
    left -= kept.length;
    if (kept.length) yield kept.map(answer);
    if (scan.done) return;
    if (left > 0) await pause();
  }
}

/** Sorts by no more than the fields it needs, and then reads whole only what is wanted. */
async function sortedRows(
  database: EmbeddedDatabase,
  name: string,
  wish: Selection & { sort: Sort; limit: number },
): Promise<Found[]> {
  const { sort, collation, limit } = wish;
  const { scan, matches } = prepareScan(database, name, { ...wish, fields: [] })!;
  const rows = (await collect(scan, sort, collation, limit)).slice(0, limit);
  return rows.flatMap(({ key }) => {
    const document = database.documents.readOnce(key);
    return document && matches(document) ? [{ key, document, shared: false }] : [];
  });
}

async function collect(
  scan: Scan,
  sort: Sort,
  collation: Doc | undefined,
  most: number,
): Promise<Found[]> {
  let rows: Found[] = [];
  while (!scan.done) {
    for (const each of scan.next(Infinity, sliceEnd())) rows.push(each);
    if (rows.length > 2 * most + 1000)
      rows = sortDocuments(rows, sort, collation, documentOf).slice(0, most);
    if (rows.length * USUAL_DOCUMENT_BYTES > SORT_LIMIT_BYTES)
      throw serverError(292, `Sort exceeded memory limit of ${SORT_LIMIT_BYTES} bytes`);
    if (!scan.done) await pause();
  }
  return sortDocuments(rows, sort, collation, documentOf);
}

const documentOf = ({ document }: Found) => document;
