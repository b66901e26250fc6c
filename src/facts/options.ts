import type { Need, Reader } from '../model.ts';
import { nameOf } from './patterns.ts';

/** A name under which a value can be set from outside the code that uses it. */
export interface Option {
  /**
   * `flag` of a command line, `command` of one, `module` a constant or field of a Python module or class made for settings, `file` a key
   * of a settings file, `environment` a variable, `framework` a library that lets every value be set.
   */
  readonly kind: 'flag' | 'command' | 'module' | 'file' | 'environment' | 'framework';
  readonly name: string;
  readonly line: number;
}

const most = 5000;
const settingsName =
  /^(?:.*[_.-])?(?:configs?|configuration|settings?|params?|parameters|h(?:yper)?_?params?|hyper_?parameters?|const(?:ant)?s?|cfgs?|conf|opts?|options?|args?|arguments?|parser|defaults?|flags?|globals?|recipe|experiment)(?:[_.-].*)?\.(?:ya?ml|json|toml|gin|cfg|ini|jsonnet|libsonnet|hjson|json5)$/i;
const settingsFolder =
  /(?:^|\/)(?:configs?|configuration|confs?|cfgs?|settings?|params?|parameters|hparams|hyper_?parameters|recipes?|experiments?|options?)\/(?:.+\/)?[^/]+\.(?:ya?ml|json|toml|gin|cfg|ini|jsonnet|json5)$/i;
/** A Python file in a folder of experiments is a script, not settings. */
const pythonSettings =
  /^(?:.*_)?(?:configs?|configuration|settings?|params?|parameters|h(?:yper)?_?params?|hyper_?parameters?|const(?:ant)?s?|cfgs?|conf|opts?|options?|args?|arguments?|flags?|globals?)(?:_.*)?\.py$|^(?:variants|presets)\.py$/i;
const pythonFolder = /(?:^|\/)(?:configs?|confs?|cfgs?|settings?|params?|hparams)\/(?:.+\/)?[^/]+\.py$/i;
/** What runs and tools write down is a record, and not where values are set. */
const record =
  /(?:^|\/)(?:mlruns|wandb|lightning_logs|runs|logs?|results?|outputs?|checkpoints?|ckpts?|\.github|\.circleci|\.vscode|node_modules|static|data|datasets?|package(?:-lock)?\.json|pnpm-lock\.yaml|mkdocs\.ya?ml|docker-compose[^/]*|\.pre-commit-config\.ya?ml|tsconfig[^/]*|conda[^/]*\.ya?ml|tokenizer_config\.json|generation_config\.json)(?:\/|$)/i;
const pythonNeedles = [
  'add_argument(',
  'add_parser(',
  'DEFINE_',
  '.option(',
  '.command(',
  'typer',
  'hydra',
  'fire.Fire',
  'tyro',
  'HfArgumentParser',
  'LightningCLI',
  'jsonargparse',
  'simple_parsing',
  'config_flags',
  'gin.config',
  'sacred',
  'OmegaConf',
  'docopt',
  'yacs',
  'BaseSettings',
  ...['learning_rate', 'epoch', 'batch_size', ' lr'].map((name) => `@dataclass&&${name}`),
  ...['Config', 'CFG', 'Cfg', 'Args', 'HParams', 'Params', 'Settings', 'Train', 'Hyper'].map((name) => `class ${name}`),
  'os.environ',
  'getenv(',
  'add_class_arguments',
  'tap import',
  'params_show',
];

/** Options of every kind; found in the text, for parsing all that could hold one costs too much. */
export const options: Reader<readonly Option[]> = {
  kind: 'options',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  textOnly: true,
  matches: (path) => /\.py$/i.test(path) || isSettings(path),
  parse: ({ path, text }) => {
    const found = /\.py$/i.test(path)
      ? [...inPython(text), ...(isSettings(path) ? constants(text) : [])]
      : keys(path, text);
    return found.length === 0 ? null : { value: Object.freeze(found.slice(0, most)) };
  },
};

/** Any code with a command line, and every settings file. */
export const optionNeeds: readonly Need[] = [
  { reader: options, paths: ['*.py'], needles: pythonNeedles },
  {
    reader: options,
    paths: [
      '*{config,cfg,conf,setting,param,const,opt,arg,default,flag,global,recipe,experiment}*',
      '**/{config,conf,cfg,setting,param,hparam,hyper,recipe,experiment,option}*/**',
    ],
  },
];

function isSettings(path: string): boolean {
  if (record.test(path)) return false;
  if (/\.py$/i.test(path)) return pythonSettings.test(nameOf(path)) || pythonFolder.test(path);
  return settingsName.test(nameOf(path)) || settingsFolder.test(path);
}

const flag =
  /\badd_argument\(\s*(?:["'](-{0,2}[\w-]+)["'])(?:\s*,\s*["'](-{1,2}[\w-]+)["'])?|\.option\(\s*["'](-{1,2}[\w/-]+)["'](?:\s*,\s*["'](-{1,2}[\w-]+)["'])?|\bDEFINE_\w+\(\s*["'](\w+)["']/g;
/** Parameters of typer's functions. */
const annotated =
  /\b(\w+)\s*:\s*[^=\n#]{1,120}=\s*(?:typer\.)?(?:Option|Argument)\(|\b(\w+)\s*:\s*(?:typing\.)?Annotated\[/g;
const subcommand = /\badd_parser\(\s*["']([\w-]+)["']|\.command\(\s*["']([\w-]+)["']|\.add_command\(\s*(\w+)/g;
const decorated = /^[ \t]*@[\w.]+\.command\b[^\n]*\n/gm;
const environment = /\b(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w+)["']/g;
const framework =
  /@hydra\.main|\bhydra\.(?:compose|initialize)|\bOmegaConf\.(?:load|from_cli|merge)|\bfire\.Fire\(|\btyper\.run\(|\btyro\.cli\(|\bHfArgumentParser\(|\bTrlParser\(|\bLightningCLI\(|\bjsonargparse\b|\bsimple_parsing\b|\bconfig_flags\.DEFINE|\bgin\.(?:configurable|parse_config)|@ex\.(?:config|main|automain)|\bdocopt\(|\bCfgNode\b|\bfrom tap import|\bparams_show\(|\bLazyConfig\b|\bpyrallis\b|@chz\.chz|\bdraccus\b|\bmlflow\.projects\b/g;
const settingsClass =
  /^([ \t]*)class\s+\w{0,60}(?:Config|Configuration|Params|Parameters|HParams|HyperParams|HyperParameters|Settings|Args|Arguments|Options|CFG|Cfg|Opts)\w{0,60}\s*(?:\([^)\n]{0,200}\))?\s*:/gm;
const constant =
  /^[ \t]*(?:["']([A-Za-z_][\w-]*)["']\s*:|(?:\w{1,40}\.){0,4}([A-Za-z_]\w*)\s*(?::[^=\n#]{1,80})?=(?!=)|(?:\w+\[["'](\w+)["']\])\s*=)|[({,]\s*["']([A-Za-z_]\w*)["']\s*:|[(,]\s*([A-Za-z_]\w*)=(?!=)/gm;

function inPython(text: string): Option[] {
  const found: Option[] = [];
  const lines = lineCounter(text);
  const add = (kind: Option['kind'], names: readonly (string | undefined)[], index: number): void => {
    if (found.length >= most || isComment(text, index)) return;
    for (const name of names) if (name) found.push({ kind, name: name.replace(/^-+/, ''), line: lines(index) });
  };
  for (const match of text.matchAll(flag)) add('flag', match.slice(1), match.index);
  if (text.includes('typer')) for (const match of text.matchAll(annotated)) add('flag', match.slice(1), match.index);
  for (const match of text.matchAll(subcommand)) add('command', match.slice(1), match.index);
  for (const match of text.matchAll(decorated)) {
    const [, name] = /\bdef\s+(\w+)/.exec(text.slice(match.index, match.index + 3000)) ?? [];
    add('command', [name], match.index);
  }
  for (const match of text.matchAll(environment)) add('environment', [match[1]], match.index);
  for (const match of text.matchAll(framework)) add('framework', [match[0].replace(/[^\w.]/g, '')], match.index);
  for (const match of text.matchAll(settingsClass)) {
    const body = indented(text, match.index + match[0].length, match[1]?.length ?? 0);
    for (const field of body.matchAll(constant))
      add(
        'module',
        field.slice(1),
        match.index + match[0].length + field.index + (/^\s*/.exec(field[0])?.[0].length ?? 0),
      );
  }
  return found;
}

function constants(text: string): Option[] {
  const lines = lineCounter(text);
  return [...text.slice(0, 300_000).matchAll(constant)].slice(0, most).flatMap((match) => {
    const name = match.slice(1).find((one) => one !== undefined);
    return name === undefined || isComment(text, match.index)
      ? []
      : [{ kind: 'module' as const, name, line: lines(match.index + match[0].lastIndexOf(name)) }];
  });
}

/** Keys of YAML, JSON, TOML, INI and gin, told by their line. */
function keys(path: string, text: string): Option[] {
  const found: Option[] = [];
  const json = /\.(?:json|json5|hjson|jsonnet|libsonnet)$/i.test(path);
  const key = json
    ? /["']?([A-Za-z_][\w.-]*)["']?\s*:\s*(?:-?[\d.]|true|false|"|'|\[)/g
    : /^[ \t]*(?:-[ \t]+)?["']?([A-Za-z_][\w./-]*)["']?[ \t]*[:=][ \t]*(\S?)/gm;
  const lines = lineCounter(text);
  for (const match of text.slice(0, 300_000).matchAll(key)) {
    if (found.length >= most) break;
    if (match[1] !== undefined)
      found.push({
        kind: 'file',
        name: match[1].replace(/^.*[./]/, ''),
        line: lines(match.index + match[0].lastIndexOf(match[1])),
      });
  }
  return found;
}

/** The lines after a place that are indented deeper. */
function indented(text: string, from: number, indent: number): string {
  let end = text.indexOf('\n', from);
  if (end < 0) return '';
  for (let at = end + 1; at < text.length && at - from < 20_000; ) {
    const next = text.indexOf('\n', at);
    const line = text.slice(at, next < 0 ? text.length : next);
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
    end = next < 0 ? text.length : next;
    at = end + 1;
  }
  return text.slice(from, end);
}

function isComment(text: string, index: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', index - 1) + 1, index + 1));
}

/** Line of a place; places are asked for in any order, near ones in little time. */
function lineCounter(text: string): (index: number) => number {
  let known = 0;
  let line = 1;
  return (index) => {
    if (index < known) {
      known = 0;
      line = 1;
    }
    for (let at = text.indexOf('\n', known); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
      line += 1;
      known = at + 1;
    }
    return line;
  };
}
