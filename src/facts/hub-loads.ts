import type { Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A data set or model that code loads from a hub by an id that stands there. */
export interface HubLoad {
  readonly path: string;
  readonly at: Position;
  readonly what: 'model' | 'data set' | 'file';
  /** Whether a commit, tag or version fixes it; `null` where that hangs on arguments that are passed on. */
  readonly pinned: boolean | null;
}

const roots =
  'transformers|diffusers|peft|trl|optimum|sentence_transformers|setfit|span_marker|gliner|flair|adapters|auto_gptq|awq|bitsandbytes|timm|open_clip|controlnet_aux|speechbrain|tokenizers|colpali_engine|mteb|datasets';
const pretrained = new RegExp(`^(?:${roots})\\..*\\.?from_pretrained$`);
/** Callee → which argument holds the id. */
const loaders: readonly {
  readonly pattern: ReturnType<typeof api>;
  readonly what: HubLoad['what'];
  readonly keyword: string;
  readonly first: boolean;
}[] = [
  {
    pattern: api(['datasets.load_dataset', 'datasets.load.load_dataset', 'datasets.load_dataset_builder']),
    what: 'data set',
    keyword: 'path',
    first: true,
  },
  {
    pattern: api([
      'huggingface_hub.hf_hub_download',
      'huggingface_hub.snapshot_download',
      'huggingface_hub.**.hf_hub_download',
      'huggingface_hub.**.snapshot_download',
    ]),
    what: 'file',
    keyword: 'repo_id',
    first: true,
  },
  {
    pattern: api([
      'sentence_transformers.SentenceTransformer',
      'sentence_transformers.CrossEncoder',
      'sentence_transformers.**.CrossEncoder',
    ]),
    what: 'model',
    keyword: 'model_name_or_path',
    first: true,
  },
  {
    pattern: api(['transformers.pipeline', 'transformers.pipelines.pipeline']),
    what: 'model',
    keyword: 'model',
    first: false,
  },
  { pattern: api(['torch.hub.load']), what: 'model', keyword: 'repo_or_dir', first: true },
];

export const hubNeed: Need = {
  reader: python,
  needles: [
    ...['transformers', 'diffusers', 'peft', 'optimum', 'trl', 'setfit', 'speechbrain', 'tokenizers'].map(
      (root) => `import&&${root}&&from_pretrained(`,
    ),
    'datasets&&<load_dataset(',
    '<hf_hub_download(',
    '<snapshot_download(',
    'sentence_transformers&&SentenceTransformer(',
    'sentence_transformers&&CrossEncoder(',
    'transformers&&<pipeline(&&model=',
    'torch.hub.load(',
    'hub&&<load(',
  ],
};

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
  'pdffolder',
  'hdf5',
]);
const id = /^[A-Za-z0-9][\w.-]{0,95}(?:\/[\w.-]{1,96})?$/;
/** Endings of files, and names that only stand for something. */
const noId =
  /\.(?:json|csv|tsv|txt|pt|pth|bin|ckpt|jsonl|parquet|zip|py|onnx|gguf|safetensors)$|^(?:\.|data|dataset|output|outputs|model|models|checkpoint|results|tmp|path|save|saved|my|your)(?:[-_/]|$)/i;

/** Every load from a hub by a literal id, in order of path and line. */
export const hubLoadsOf: (facts: Facts) => readonly HubLoad[] = memo((facts) =>
  Object.freeze(
    facts.documents(python).flatMap(({ value }) => value.calls.flatMap((call) => loadOf(call, value, facts))),
  ),
);

function loadOf(call: Call, module: Module, facts: Facts): HubLoad[] {
  const { qualified } = call;
  if (qualified === null || qualified.startsWith('.')) return [];
  const loader = loaders.find(({ pattern }) => pattern.matches(qualified));
  if (loader === undefined && !pretrained.test(qualified)) return [];
  const what = loader?.what ?? 'model';
  const given = idOf(call, loader?.keyword ?? 'pretrained_model_name_or_path', loader?.first ?? true, module);
  if (given === null) return [];
  const found = (pinned: boolean | null): HubLoad[] => [{ path: module.path, at: call.at, what, pinned }];
  if (qualified === 'torch.hub.load') return torchHub(call, given, found);
  if (
    !isHubId(given, facts) ||
    (what === 'data set' && builders.has(given)) ||
    isTrue(keyword(call, 'local_files_only'))
  )
    return [];
  const revision = keyword(call, 'revision') ?? nested(call, ['model_kwargs', 'tokenizer_kwargs'], module);
  if (revision !== undefined) return found(isVersion(revision));
  return found(
    [...call.arguments].some(({ star }) => star === '**') || call.keywords.some(({ name }) => name === '**')
      ? null
      : false,
  );
}

function torchHub(call: Call, given: string, found: (pinned: boolean | null) => HubLoad[]): HubLoad[] {
  const source = keyword(call, 'source');
  if (source?.kind === 'string' && source.value !== 'github') return [];
  if (!/^[\w.-]+\/[\w.-]+(?::[\w./-]+)?$/.test(given)) return [];
  const [, tag] = given.split(':');
  return found(tag !== undefined && !/^(?:main|master|HEAD)$/.test(tag));
}

/** The id as it stands in the call, or in a constant of the module that is assigned once. */
function idOf(call: Call, name: string, first: boolean, module: Module): string | null {
  const position = call.arguments.find(({ star }) => star === '')?.value;
  const value = keyword(call, name) ?? (first ? position : undefined);
  if (value === undefined) return null;
  if (value.kind === 'string') return value.formatted ? null : value.value;
  if (value.kind !== 'name') return null;
  const assigned = module.assignments.filter(({ target }) => target.kind === 'name' && target.name === value.name);
  const [only] = assigned;
  const parameter = module.scopes.some(({ parameters }) => parameters.some((one) => one.name === value.name));
  return assigned.length === 1 && !parameter && only?.value.kind === 'string' && !only.value.formatted
    ? only.value.value
    : null;
}

function keyword(call: Call, name: string): Expression | undefined {
  return call.keywords.find((one) => one.name === name)?.value;
}

function nested(call: Call, names: readonly string[], _module: Module): Expression | undefined {
  for (const name of names) {
    const value = keyword(call, name);
    if (value?.kind !== 'mapping') continue;
    const entry = value.entries.find(({ key }) => key?.kind === 'string' && key.value === 'revision');
    if (entry !== undefined) return entry.value;
  }
  return undefined;
}

/** A branch moves; what a variable holds cannot be told, and is somebody's choice. */
function isVersion(value: Expression): boolean {
  if (value.kind === 'constant') return value.value !== null && value.value !== false;
  return value.kind !== 'string' || !/^(?:main|master|HEAD|)$/.test(value.value);
}

function isTrue(value: Expression | undefined): boolean {
  return value?.kind === 'constant' && value.value === true;
}

function isHubId(text: string, facts: Facts): boolean {
  if (!id.test(text) || noId.test(text)) return false;
  return !facts.tree.has(text) && !folders(facts).has(text);
}

/** Every folder, whole and by its last names: code runs in many a place. */
const folders: (facts: Facts) => ReadonlySet<string> = memo((facts) => {
  const all = new Set<string>();
  for (const path of facts.tree.keys()) {
    const segments = path.split('/').slice(0, -1);
    for (let end = 1; end <= segments.length; end += 1) {
      all.add(segments.slice(0, end).join('/'));
      all.add(segments.slice(Math.max(0, end - 2), end).join('/'));
      all.add(segments[end - 1] ?? '');
    }
  }
  return all;
});
