import { viewHelpers } from './view-helpers.ts';

const builtIn = ['if', 'unless', 'each', 'with', 'lookup', 'log', 'blockHelperMissing'];
const helpers = new Set([...builtIn, ...Object.keys(viewHelpers)]);

/** Everything in a view that would go wrong, or be unsafe, only once somebody opens the page. */
export function faultsOf(ast: hbs.AST.Program, partials: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  for (const node of nodesIn(ast)) {
    const fault = faultOf(node, partials);
    if (fault) faults.push(`line ${node.loc.start.line}: ${fault}`);
  }
  return faults;
}

/** A shared partial sees its parameters and @root, never the fields that happen to stand around its call. */
export function ownContextForShared(ast: hbs.AST.Program): void {
  for (const node of nodesIn(ast)) {
    if (!isPartial(node) || !nameOf(node.name).startsWith('shared/')) continue;
    if (node.params.length === 0) node.params.push(nothing(node.loc));
  }
}

const nothing = (loc: hbs.AST.SourceLocation): hbs.AST.UndefinedLiteral => ({
  type: 'UndefinedLiteral',
  loc,
});

function faultOf(node: hbs.AST.Node, partials: ReadonlySet<string>): string | null {
  if (isPartial(node)) {
    const name = nameOf(node.name);
    return partials.has(name) || name === '@partial-block' ? null : `there is no partial ${name}`;
  }
  if (!isCall(node)) return null;
  const name = nameOf(node.path);
  if (node.type === 'MustacheStatement' && !(node as hbs.AST.MustacheStatement).escaped)
    return `{{{${name}}}} is not escaped`;
  const bare = node.params.length === 0 && node.hash === undefined;
  if (!bare) return helpers.has(name) ? null : `there is no helper ${name}`;
  if (node.type === 'BlockStatement') return `{{#${name}}} needs #if, #each or #with`;
  return helpers.has(name) ? `{{${name}}} is a helper; for a field write {{this.${name}}}` : null;
}

const isPartial = (node: hbs.AST.Node): node is hbs.AST.PartialStatement =>
  node.type === 'PartialStatement' || node.type === 'PartialBlockStatement';

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;
const isCall = (node: hbs.AST.Node): node is Call =>
  ['MustacheStatement', 'BlockStatement', 'SubExpression'].includes(node.type);

const nameOf = (path: hbs.AST.Node): string =>
  (path as hbs.AST.PathExpression).original ?? '(computed)';

function* nodesIn(value: unknown): Generator<hbs.AST.Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesIn(each);
  if (!isNode(value)) return;
  yield value;
  for (const [key, each] of Object.entries(value)) if (key !== 'loc') yield* nodesIn(each);
}

const isNode = (value: unknown): value is hbs.AST.Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
