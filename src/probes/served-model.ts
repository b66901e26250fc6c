import { api } from '../facts/python/api.ts';
import { callsOf } from '../facts/python/calls.ts';
import { pythonImports } from '../facts/python/imports.ts';
import { python } from '../facts/python/reader.ts';
import { importedFrom, scannedImports } from '../facts/python/scanned-graph.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Signs {
  readonly calls?: readonly string[];
  readonly modules?: readonly string[];
  readonly functions?: readonly string[];
}

interface Options {
  readonly app: Signs;
  readonly model: Signs;
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };
const signs = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    calls: { ...list, description: 'Calls by qualified name, as of the probe call.' },
    modules: { ...list, description: 'Imported modules; a package stands for its submodules.' },
    functions: {
      ...list,
      description: 'Functions that the file of the app defines, by name (`*` stands for anything).',
    },
  },
};

export const servedModel: Probe<Options> = {
  about:
    'apps, each a Python file that shows one of the signs of `app`, from which, directly or through what it imports, a file with a sign of `model` is reached',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['app', 'model'],
    properties: { app: signs, model: signs },
  },
  needs: ({ app, model }) => [
    {
      reader: python,
      needles: [
        ...[app, model].flatMap(({ calls = [] }) => (calls.length === 0 ? [] : api(calls).callNeedles)),
        ...(app.functions ?? []).map((name) => `def ${name.replaceAll('*', '')}`),
      ],
    },
    { reader: pythonImports },
  ],
  run: (facts, { app, model }) => {
    const apps = shown(facts, app);
    if (apps.size === 0) return { seen: [] };
    const { functions, ...elsewhere } = model;
    const models = shown(facts, elsewhere);
    const defined = functions === undefined ? models : shown(facts, { functions });
    const imports = scannedImports(facts);
    return {
      seen: [...apps].flatMap(([path, one]) => {
        const reached = models.get(path) ?? defined.get(path) ?? first(importedFrom(imports, [path]), models);
        return reached === null
          ? []
          : [one, ...(reached.message === one.message && reached.path === path ? [] : [reached])];
      }),
    };
  },
};

/** The first sign in each file that has one. */
function shown(facts: Facts, { calls, modules = [], functions = [] }: Signs): ReadonlyMap<string, Finding> {
  const found = new Map<string, Finding>();
  const add = (path: string, make: () => Finding): void => {
    if (!found.has(path)) found.set(path, make());
  };
  if (calls !== undefined) {
    for (const { module, call } of callsOf(facts, api(calls))) {
      add(module.path, () => finding(module.path, call.at, `calls ${short(call.qualified ?? '')}`));
    }
  }
  const wanted = new Set(modules);
  for (const { path, value } of modules.length === 0 ? [] : facts.documents(pythonImports)) {
    const one = value.find(({ module }) => isWithin(module, wanted));
    if (one !== undefined) add(path, () => finding(path, one.at, `imports ${one.module}`));
  }
  const defined = api(functions.map((name) => name.replaceAll(/\*+/g, '**')));
  for (const { path, value } of functions.length === 0 ? [] : facts.documents(python)) {
    const one = value.scopes.find(({ kind, name }) => kind === 'function' && defined.matches(name));
    if (one !== undefined) add(path, () => finding(path, one.at, `defines ${one.name}`));
  }
  return found;
}

function first(paths: ReadonlySet<string>, models: ReadonlyMap<string, Finding>): Finding | null {
  for (const path of paths) {
    const found = models.get(path);
    if (found !== undefined) return found;
  }
  return null;
}

function isWithin(module: string, wanted: ReadonlySet<string>): boolean {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    if (wanted.has(name)) return true;
  }
  return false;
}

/** Long chains are told by their ends. */
function short(qualified: string): string {
  const segments = qualified.replaceAll('()', '').split('.');
  return segments.length <= 4 ? segments.join('.') : `${segments[0]}.….${segments.slice(-2).join('.')}`;
}
