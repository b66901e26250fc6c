import type { Confidence, Facts, Need, Position, Step } from '../model.ts';
import { lock } from './dependencies/lock.ts';
import { allows, declarations, lockedPackages } from './dependencies/lookup.ts';
import { manifest } from './dependencies/manifest.ts';
import { calledName, functionAround, pathOf } from './functions.ts';
import { memo } from './memo.ts';
import { downloads } from './origins/sources.ts';
import { type Origin, originsOf } from './origins.ts';
import { nameOf } from './patterns.ts';
import { api } from './python/api.ts';
import { callsOf } from './python/calls.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { scopesWithin } from './requests/raw.ts';

/** A place where loading data can run code that is hidden in it. */
export interface Unpickled {
  readonly path: string;
  readonly at: Position;
  readonly how: string;
  /** Where what is loaded comes from, as words that follow "loads"; `null` for the repository's own. */
  readonly from: string | null;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
}

const loaders = api([
  'torch.load', 'pickle.load', 'pickle.loads', 'cPickle.load', 'cPickle.loads', '_pickle.load', '_pickle.loads', 'pickle.Unpickler', 'pickle5.load', 'six.moves.cPickle.load', 'dill.load', 'dill.loads', 'cloudpickle.load', 'cloudpickle.loads',
  'joblib.load', 'sklearn.externals.joblib.load', 'pandas.read_pickle', 'pandas.io.pickle.read_pickle', 'numpy.load', 'yaml.load', 'yaml.unsafe_load', 'yaml.load_all', 'yaml.unsafe_load_all', 'jsonpickle.decode', 'shelve.open', 'marshal.loads', 'marshal.load',
]); // biome-ignore format: a table

export const unpickledNeeds: readonly Need[] = [
  {
    reader: python,
    needles: [
      'torch.load(', 'from torch import&&<load(', 'pickle.load', 'pickle&&<load(', 'pickle&&<loads(', 'Unpickler', 'dill&&load', 'joblib.load(', 'joblib&&<load(', 'read_pickle(', 'allow_pickle', 'yaml.load(', 'yaml&&<load(', 'yaml.unsafe_load', 'yaml.load_all(', 'jsonpickle', 'shelve.open', 'marshal.load',
    ], // biome-ignore format: a table
  },
  { reader: manifest },
  { reader: lock },
];

/** Every such place of the view, in order. */
export const unpickledOf: (facts: Facts) => readonly Unpickled[] = memo((facts) => {
  const torch = safeTorch(facts);
  return Object.freeze(
    facts.documents(python).flatMap(({ value: module }) =>
      loadsIn(module).flatMap((call): Unpickled[] => {
        if (call.qualified === null) return [];
        const safe = isSafe(call, torch);
        if (safe && /^numpy/.test(call.qualified)) return [];
        const how = call.qualified.replace(/^sklearn\.externals\./, '').replace('pickle.Unpickler', 'pickle');
        return [{ path: module.path, at: call.at, how, ...(safe ? trusted : judged(facts, module, call)) }];
      }),
    ),
  );
});

/** Of one module; more tell nothing new. */
const most = 200;

function loadsIn(module: Module): readonly Call[] {
  return module.calls.filter(({ qualified }) => qualified !== null && loaders.matches(qualified)).slice(0, most);
}

function isSafe(call: Call, torch: boolean): boolean {
  const keyword = (name: string): Expression | undefined => call.keywords.find((one) => one.name === name)?.value;
  const name = call.qualified ?? '';
  if (name === 'torch.load') {
    const only = keyword('weights_only');
    if (only === undefined) return torch;
    return only.kind !== 'constant' || only.value === true;
  }
  if (name === 'numpy.load') {
    const allowed = keyword('allow_pickle');
    return (
      allowed === undefined ||
      (allowed.kind === 'constant' && allowed.value !== true) ||
      (allowed.kind === 'number' && allowed.value === 0)
    );
  }
  if (/^yaml\.load/.test(name)) {
    const loader = pathOf(keyword('Loader') ?? call.arguments[1]?.value ?? null);
    return (
      (loader !== null && !/(?:^|\.)(?:Unsafe|Full)?Loader$|(?:^|\.)C?Loader$|(?:^|\.)CUnsafeLoader$/.test(loader)) ||
      /FullLoader$/.test(loader ?? '')
    );
  }
  return name === 'shelve.open' && call.arguments.length === 0;
}

/** From torch 2.6 on only weights are loaded unless code asks for more. */
function safeTorch(facts: Facts): boolean {
  const packages = facts.documents(lock).flatMap(({ value }) => lockedPackages(value, 'torch'));
  if (packages.length > 0) return packages.every(({ version }) => version !== null && isNew(version));
  const declared = declarations(
    facts.documents(manifest).map(({ value }) => value),
    'torch',
  );
  const told = declared.filter(({ specifier }) => specifier !== '');
  return told.length > 0 && told.every((one) => before.every((old) => allows(one, old) === false));
}

/** Releases of torch before 2.6. */
const before = [
  ...Array.from({ length: 14 }, (_, minor) => `1.${minor}`),
  ...Array.from({ length: 6 }, (_, minor) => `2.${minor}`),
].flatMap((minor) => [0, 1, 2].map((patch) => `${minor}.${patch}`));

function isNew(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > 2 || (major === 2 && minor >= 6);
}

const outside: readonly (readonly [Origin, string, Confidence])[] = [
  ['upload', 'a file that a client uploads', 'certain'],
  ['request', 'what a client sends', 'certain'],
  ['download', 'a file that is downloaded', 'certain'],
  ['socket', 'what comes over a socket', 'likely'],
  ['input', 'a file that somebody names', 'hint'],
  ['flag', 'a file that a flag names', 'hint'],
  ['environment', 'a file that a variable of the environment names', 'hint'],
  ['parameter', 'a file that its caller names', 'hint'],
];

type Judgement = Pick<Unpickled, 'from' | 'confidence' | 'trace'>;
const trusted: Judgement = { from: null, confidence: 'certain', trace: [] };

function judged(facts: Facts, module: Module, call: Call): Judgement {
  const source =
    call.arguments[0]?.value ??
    call.keywords.find(({ name }) => /^(?:f|file|filename|fname|stream|filepath_or_buffer|data)$/.test(name))?.value;
  if (source === undefined || isChecked(module, call)) return trusted;
  const url = literalUrl(source, module);
  if (url) return { from: 'a file that is downloaded', confidence: 'certain', trace: [] };
  const fetched = fetchedTo(module, call, source);
  if (fetched !== null) {
    const trace = [
      { path: module.path, ...place(fetched.at), message: 'is downloaded here' },
      { path: module.path, ...place(call.at), message: 'is loaded here' },
    ];
    return { from: 'a file that is downloaded', confidence: 'certain', trace };
  }
  const origins = originsOf(facts, module, call.scope, source);
  for (const [origin, from, confidence] of outside) {
    const at = origins.get(origin);
    if (at === undefined) continue;
    // Who also uploads there fetches what is their own.
    if (origin === 'download' && fillsHub(facts)) return { from, confidence: 'hint', trace: [] };
    // A path that a client names is not yet a file of its own.
    const named = origin === 'request' && isOpened(source, module);
    const trace = [
      { path: at.path, ...place(at.at), message: 'comes from here' },
      { path: module.path, ...place(call.at), message: 'is loaded here' },
    ];
    return {
      from,
      confidence: named ? 'likely' : confidence,
      trace: at.path === module.path && at.at.line === call.at.line ? [] : trace,
    };
  }
  // Weights need no pickle at all: a word is enough to be on the safe side.
  const silent = call.qualified === 'torch.load' && call.keywords.every(({ name }) => name !== 'weights_only');
  if (silent && !isOwn(facts, source, module, call))
    return { from: 'a file that nothing here writes', confidence: 'hint', trace: [] };
  return trusted;
}

/** A file of the tree, or one that code of the repository saves under the same name. */
function isOwn(facts: Facts, source: Expression, module: Module, call: Call): boolean {
  const keys = [...keysOf(source, module)];
  const text =
    keys.find((key) => key.startsWith('"'))?.slice(1, -1) ??
    (source.kind === 'name' ? constant(source.name, module) : null);
  if (text === null || text === undefined) return true;
  const name = nameOf(text);
  if ([...facts.tree.keys()].some((path) => nameOf(path) === name)) return true;
  return facts
    .documents(python)
    .some(({ value }) =>
      value.strings.some((one) => nameOf(one.value) === name && (value !== module || one.at.line !== call.at.line)),
    );
}

const uploads = api([
  'huggingface_hub.**upload_file',
  'huggingface_hub.**upload_folder',
  'huggingface_hub.**create_commit',
  '**().push_to_hub',
  'huggingface_hub.**push_to_hub*',
]);

const fillsHub: (facts: Facts) => boolean = memo((facts) => callsOf(facts, uploads).length > 0);

function place({ line, column, cell }: Position): Position {
  return cell === undefined ? { line, column } : { line, column, cell };
}

/** What is compared with a checksum or signature first is what its author made. */
function isChecked(module: Module, call: Call): boolean {
  const root = functionAround(module, call.scope);
  const scopes = root === 0 ? new Set([0]) : scopesWithin(module, root);
  return module.calls.some(
    (one) =>
      scopes.has(one.scope) &&
      (/^(?:hashlib|hmac)\./.test(one.qualified ?? '') ||
        /sha256|checksum|verify_(?:hash|sig|check)|check_(?:hash|sha|md5|integrity)/i.test(calledName(one) ?? '')),
  );
}

function isOpened(source: Expression, module: Module): boolean {
  return source.kind === 'call' && /^(?:open|io\.open|gzip\.open)$/.test(module.calls[source.call]?.qualified ?? '');
}

/** `pd.read_pickle("https://…")`. */
function literalUrl(source: Expression, module: Module): boolean {
  const text = source.kind === 'string' ? source.value : source.kind === 'name' ? constant(source.name, module) : null;
  return text !== null && /^(?:https?|ftp):\/\//.test(text) && !/^https?:\/\/(?:localhost|127\.)/.test(text);
}

function constant(name: string, module: Module): string | null {
  const given = module.assignments.filter(({ target }) => target.kind === 'name' && target.name === name);
  const [only] = given;
  return given.length === 1 && only?.value.kind === 'string' ? only.value.value : null;
}

/** The download that wrote, in the same function and before, the very file that is loaded. */
function fetchedTo(module: Module, call: Call, source: Expression): Call | null {
  const wanted = keysOf(source, module);
  if (wanted.size === 0) return null;
  const root = functionAround(module, call.scope);
  const scopes = root === 0 ? new Set([0]) : scopesWithin(module, root);
  for (const one of module.calls) {
    if (one.index >= call.index || !scopes.has(one.scope) || one.qualified === null) continue;
    if (!downloads.matches(one.qualified) || /^requests|^httpx|urlopen$/.test(one.qualified)) continue;
    const target =
      one.keywords.find(({ name }) => /^(?:filename|out|output|dst|dest|destination|path|local_path)$/.test(name))
        ?.value ?? one.arguments[1]?.value;
    if (target !== undefined && [...keysOf(target, module)].some((key) => wanted.has(key))) return one;
  }
  return null;
}

/** Names and literals by which a path is told, through `open`. */
function keysOf(expression: Expression, module: Module, depth = 0): ReadonlySet<string> {
  if (depth > 4) return new Set();
  if (expression.kind === 'string')
    return new Set(expression.formatted || expression.value === '' ? [] : [`"${expression.value}"`]);
  if (expression.kind === 'name' || expression.kind === 'attribute') {
    const path = pathOf(expression);
    if (path === null) return new Set();
    // A file that was opened under this name.
    const opened = module.assignments.filter(({ target, kind }) => kind === 'with' && pathOf(target) === path);
    return new Set([path, ...opened.flatMap(({ value }) => [...keysOf(value, module, depth + 1)])]);
  }
  if (expression.kind !== 'call') return new Set();
  const one = module.calls[expression.call];
  const first = one?.arguments[0]?.value;
  return first !== undefined && /^(?:open|io\.open|gzip\.open|str|pathlib\.Path)$/.test(one?.qualified ?? '')
    ? keysOf(first, module, depth + 1)
    : new Set();
}
