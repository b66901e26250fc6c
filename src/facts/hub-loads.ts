import type { Parsed, Position, Reader } from '../model.ts';
import { notebookOf } from './notebook.ts';
import { argumentsAt, maskedPython } from './python/text.ts';

/** A data set or model that code loads from a hub by an id that stands there. */
export interface HubLoad {
  readonly at: Position;
  readonly what: 'model' | 'data set' | 'file';
  /** As written; it may name a folder of the repository, too. */
  readonly id: string;
  readonly hub: 'huggingface' | 'torch';
  /** Whether a commit, tag or version fixes it; `null` where that hangs on arguments that are passed on. */
  readonly pinned: boolean | null;
}

interface Loader {
  readonly name: string;
  readonly from: RegExp;
  readonly what: HubLoad['what'];
  readonly keyword: string;
  /** The id may also be the first argument. */
  readonly first: boolean;
}

const models =
  /^(?:transformers|diffusers|peft|trl|optimum|sentence_transformers|setfit|span_marker|gliner|adapters|auto_gptq|timm|speechbrain|tokenizers|colpali_engine)(?:\.|$)/;
const loaders: readonly Loader[] = [
  { name: 'from_pretrained', from: models, what: 'model', keyword: 'pretrained_model_name_or_path', first: true },
  { name: 'load_dataset', from: /^datasets(?:\.|$)/, what: 'data set', keyword: 'path', first: true },
  { name: 'hf_hub_download', from: /^huggingface_hub(?:\.|$)/, what: 'file', keyword: 'repo_id', first: true },
  { name: 'snapshot_download', from: /^huggingface_hub(?:\.|$)/, what: 'file', keyword: 'repo_id', first: true },
  {
    name: 'SentenceTransformer',
    from: /^sentence_transformers(?:\.|$)/,
    what: 'model',
    keyword: 'model_name_or_path',
    first: true,
  },
  { name: 'CrossEncoder', from: /^sentence_transformers(?:\.|$)/, what: 'model', keyword: 'model_name', first: true },
  { name: 'pipeline', from: /^transformers(?:\.|$)/, what: 'model', keyword: 'model', first: false },
  { name: 'load', from: /^torch\.hub$/, what: 'model', keyword: 'repo_or_dir', first: true },
];
const called =
  /(?<![\w.])((?:[A-Za-z_]\w*\.){0,4})(from_pretrained|load_dataset|hf_hub_download|snapshot_download|SentenceTransformer|CrossEncoder|pipeline|load)[ \t]*\(/g;

/** Builders that read files rather than a repository of the Hub. */
const builders = new Set([
  'csv',
  'json',
  'parquet',
  'text',
  'arrow',
  'pandas',
  'imagefolder',
  'audiofolder',
  'videofolder',
  'webdataset',
  'sql',
  'xml',
]);
const hubId = /^[A-Za-z0-9][\w.-]{0,95}(?:\/[\w.-]{1,96})?$/;
/** Files, and names that stand for a place of one's own. */
const own =
  /\.(?:json|csv|tsv|txt|pt|pth|bin|ckpt|jsonl|parquet|zip|py|onnx|gguf|safetensors)$|^(?:data|datasets?|outputs?|models?|checkpoints?|results?|tmp|path|saved?|my|your|runs?|weights|artifacts?|local|logs?|best|final|trained|fine-?tuned)(?:[-_/\d]|$)/i;

export const hubNeedles = [
  'from_pretrained(',
  'load_dataset(',
  'hf_hub_download(',
  'snapshot_download(',
  'SentenceTransformer(',
  'CrossEncoder(',
  'transformers&&pipeline(',
  'hub.load(',
  'torch.hub&&load(',
];

/** Loads from a hub by a literal id, found without parsing: examples in docstrings and comments do not count. */
export const hubLoads: Reader<readonly HubLoad[]> = {
  kind: 'hub-loads',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  matches: (path) => /\.(?:pyw?|ipynb)$/i.test(path),
  parse: ({ path, text }) => {
    if (!/\.ipynb$/i.test(path)) return result(loadsIn(text, new Surroundings(text)));
    const { language, cells } = notebookOf(text);
    if (!language.startsWith('python')) return null;
    const sources = cells.filter(({ kind }) => kind === 'code');
    const around = new Surroundings(sources.map(({ source }) => source).join('\n'));
    return result(sources.flatMap(({ source, index }) => loadsIn(source, around, index)));
  },
};

function result(found: readonly HubLoad[]): Parsed<readonly HubLoad[]> | null {
  return found.length === 0 ? null : { value: Object.freeze(found) };
}

/** Imports and constants of a file, or of all cells of a notebook; looked up once each. */
class Surroundings {
  readonly #text: string;
  readonly #constants = new Map<string, string | null>();
  #bound: ReadonlyMap<string, string> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  get bound(): ReadonlyMap<string, string> {
    this.#bound ??= boundNames(maskedPython(this.#text));
    return this.#bound;
  }

  /** The string that a name is given, where it is given one only. */
  constant(name: string): string | null {
    let value = this.#constants.get(name);
    if (value === undefined && this.#constants.size < mostConstants) {
      const given = `(?<![\\w.])${name}[ \\t]*(?::[ \\t]*\\w+[ \\t]*)?=(?!=)[ \\t]*([^\\n]{0,200})`;
      const [first, second] = [...this.#text.matchAll(new RegExp(given, 'g'))];
      value = second === undefined ? literalOf((first?.[1] ?? '').replace(/\s+#.*$/, '').trim()) : null;
      this.#constants.set(name, value);
    }
    return value ?? null;
  }
}

const mostConstants = 50;

function loadsIn(text: string, around: Surroundings, cell?: number): HubLoad[] {
  const code = maskedPython(text);
  const found: HubLoad[] = [];
  let line = 1;
  let start = 0;
  for (const match of code.matchAll(called)) {
    const [all, receiver = '', name = ''] = match;
    const from = originOf(receiver.slice(0, -1) || name, name, around.bound);
    const loader = loaders.find((one) => one.name === name && one.from.test(from));
    if (loader === undefined) continue;
    const given = argumentsAt(text, code, match.index + all.length);
    const id = idOf(given, loader, around);
    if (id === null) continue;
    const pinned = loader.name === 'load' ? torchPinned(id, given) : pinnedOf(id, loader, given);
    if (pinned === undefined) continue;
    for (let end = code.indexOf('\n', start); end >= 0 && end < match.index; end = code.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    const at = { line, column: match.index - start + 1, ...(cell === undefined ? {} : { cell }) };
    found.push({ at, what: loader.what, id, hub: loader.name === 'load' ? 'torch' : 'huggingface', pinned });
  }
  return found;
}

/** Local name → what it is imported as. */
function boundNames(code: string): ReadonlyMap<string, string> {
  const bound = new Map<string, string>();
  for (const [, from, list, plain] of code.matchAll(
    /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]{0,20000}\)|[^\n;]*)|import[ \t]+([^\n;]+))/gm,
  )) {
    for (const part of (list ?? plain ?? '').replace(/[()\\]/g, ' ').split(',')) {
      const [name, , alias] = part.trim().split(/\s+/);
      if (name === undefined || name === '') continue;
      if (from !== undefined) bound.set(alias ?? name, `${from}.${name}`);
      else if (alias !== undefined) bound.set(alias, name);
      else bound.set(name.split('.')[0] ?? name, name.split('.')[0] ?? name);
    }
  }
  return bound;
}

/** What the receiver of a method, or the function itself, is imported from. */
function originOf(receiver: string, name: string, bound: ReadonlyMap<string, string>): string {
  const [head = '', ...rest] = receiver.split('.');
  const imported = bound.get(head);
  if (imported === undefined) return '';
  const whole = [imported, ...rest].join('.');
  return whole.endsWith(`.${name}`) ? whole.slice(0, -name.length - 1) : whole;
}

type Given = ReturnType<typeof argumentsAt>;

/** The id as it stands in the call, or in a constant that is assigned once. */
function idOf({ positional, keywords }: Given, { keyword, first }: Loader, around: Surroundings): string | null {
  const value = keywords.get(keyword) ?? (first ? positional[0] : undefined);
  if (value === undefined) return null;
  const literal = literalOf(value);
  return literal === null && /^[A-Za-z_]\w{0,80}$/.test(value) ? around.constant(value) : literal;
}

function literalOf(text: string): string | null {
  return /^(["'])([^"'\\\n]{1,200})\1$/.exec(text)?.[2] ?? null;
}

/** `undefined` for what is none of the hub's. */
function pinnedOf(id: string, loader: Loader, { keywords, spread }: Given): boolean | null | undefined {
  if (!hubId.test(id) || own.test(id) || keywords.get('local_files_only') === 'True') return undefined;
  if (loader.what === 'data set' && builders.has(id)) return undefined;
  const nested = /["']revision["']\s*:\s*([^,}]+)/.exec(keywords.get('model_kwargs') ?? '')?.[1];
  const revision = keywords.get('revision') ?? nested;
  if (revision === undefined) return spread ? null : false;
  return !/^(?:None|["'](?:main|master|HEAD|)["'])$/.test(revision.trim());
}

function torchPinned(id: string, { keywords }: Given): boolean | undefined {
  const source = literalOf(keywords.get('source') ?? '');
  if ((source !== null && source !== 'github') || !/^[\w.-]+\/[\w.-]+(?::[\w./-]+)?$/.test(id)) return undefined;
  const tag = id.split(':')[1];
  return tag !== undefined && !/^(?:main|master|HEAD)$/.test(tag);
}
