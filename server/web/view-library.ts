import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { viewHelpers } from './view-helpers.ts';
import { faultsOf, ownContextForShared } from './view-checks.ts';

export interface ViewLibrary {
  render(name: string, locals: object, layout: string | null): string;
}

/** Reads and checks every view of a folder; each is compiled when it is first drawn. */
export function readLibrary(folder: string): ViewLibrary {
  const engine = Handlebars.create();
  engine.registerHelper(viewHelpers);
  const sources = parseAll(folder);
  const views = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, ast] of sources) {
    const view = engine.compile(ast, optionsFor(name));
    if (isPartial(name)) engine.registerPartial(partialName(name), view);
    else views.set(name, view);
  }

  const draw = (name: string, locals: object): string => {
    const view = views.get(name);
    if (!view) throw new Error(`There is no view views/${name}.hbs`);
    return view(locals);
  };
  return {
    render(name, locals, layout) {
      const body = draw(name, locals);
      if (layout === null) return body;
      const outer = layout.includes('/') ? layout : `layouts/${layout}`;
      // What a view has drawn is already escaped; a text layout takes it as it is.
      return draw(outer, { ...locals, body: new Handlebars.SafeString(body) });
    },
  };
}

function parseAll(folder: string): Map<string, hbs.AST.Program> {
  const sources = new Map<string, hbs.AST.Program>();
  const faults: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.hbs')) continue;
    const name = file.slice(0, -'.hbs'.length).split(path.sep).join('/');
    try {
      sources.set(name, Handlebars.parse(readFileSync(path.join(folder, file), 'utf8')));
    } catch (error) {
      faults.push(`views/${name}.hbs: ${(error as Error).message}`);
    }
  }
  const partials = new Set([...sources.keys()].filter(isPartial).map(partialName));
  for (const [name, ast] of sources) {
    faults.push(...faultsOf(ast, partials).map((fault) => `views/${name}.hbs: ${fault}`));
    ownContextForShared(ast);
  }
  if (faults.length) throw new Error(faults.join('\n'));
  return sources;
}

const isPartial = (name: string): boolean => path.basename(name).startsWith('_');

/** `shared/_text-field` is called as `shared/text-field`. */
const partialName = (name: string): string => name.replace(/(^|\/)_([^/]+)$/, '$1$2');

const optionsFor = (name: string): CompileOptions => ({
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(viewHelpers).map((each) => [each, true])),
  // Indenting a partial would indent the text of a textarea, more with each sending.
  preventIndent: true,
  // x.txt.hbs is plain text: entities would be read as they stand.
  noEscape: name.endsWith('.txt'),
});
