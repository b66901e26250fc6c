import type { Gap, Need, Parsed, Position, Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';
import { nameOf } from '../patterns.ts';
import { stripMagics } from '../python/magics.ts';
import { type MachinePlace, machinePlaceOf } from './machine-path.ts';

export interface MachinePath {
  readonly place: MachinePlace;
  readonly at: Position;
  /** Something else can set it: a variable of the environment, a parameter, or a test for the machine around it. */
  readonly settable: boolean;
  /** The flag whose default it is, as written. */
  readonly flag: string | null;
}

const pythonFile = /\.pyw?$/i;
const shellFile = /\.(?:sh|bash|zsh|slurm|sbatch|pbs|mk|bat|cmd|ps1)$/i;
const configFile = /\.(?:ya?ml|toml|ini|cfg|conf|gin)$/i;
const configJson = /(?:^|[/_.-])(?:config|configs|conf|settings|params|options|hparams)(?:[/_.-][^/]*)?\.json$/i;
const run =
  /(?:^|\/)(?:mlruns|mlartifacts|wandb|lightning_logs|\.hydra|outputs?|multirun|runs|logs?|results?|checkpoints?|ckpts?|saved_models?|catboost_info|artifacts|pretrained\w*|weights)\//i;

/** Paths in code and configuration that exist on one machine only, found without a parse; comments and outputs aside. */
export const machinePaths: Reader<readonly MachinePath[]> = {
  kind: 'machine-paths',
  cap: (path) => (/\.ipynb$/i.test(path) ? 'notebook' : 'text'),
  matches: (path) => {
    if (/(?:^|\/)\.(?!\/)|third[_-]?part/i.test(path)) return false;
    const name = nameOf(path);
    if (pythonFile.test(name) || /\.ipynb$/i.test(name)) return true;
    if (shellFile.test(name) || /^(?:gnu)?makefile$/i.test(name)) return true;
    return (
      (configFile.test(name) || configJson.test(path)) &&
      !run.test(path) &&
      !/compose|^(?:environment|conda|pixi|poetry|adapter_|generation_|tokenizer_|mkdocs|cloudbuild|azure-pipelines|Jenkinsfile|appspec|buildspec|codemeta|python_env|MLmodel)/i.test(
        name,
      )
    );
  },
  parse: readPaths,
};

const drives = [...'CDEFGHIJKLMXYZcdefg'].flatMap((letter) => [`<${letter}:/`, `<${letter}:\\`]);

export const machinePathNeeds: readonly Need[] = [
  {
    reader: machinePaths,
    needles: ['/home/', '/Users/', ...drives, '/content/drive', '/content/gdrive', '/kaggle/input'],
  },
];

function readPaths({ path, text }: { readonly path: string; readonly text: string }): Parsed<readonly MachinePath[]> {
  if (pythonFile.test(path)) return { value: Object.freeze(inPython(text)) };
  if (!/\.ipynb$/i.test(path))
    return { value: Object.freeze(inLines(text, shellFile.test(path) || /makefile$/i.test(path))) };
  const found: MachinePath[] = [];
  const gaps: Gap[] = [];
  const { language, cells } = notebookOf(text);
  for (const { kind, index, source } of cells) {
    if (kind !== 'code' || !/python/.test(language)) continue;
    const plain = stripMagics(source);
    found.push(...inPython(plain.text, index));
    for (const command of plain.commands) {
      if (/^[!%]*\s*(?:ls|ll|dir|tree|du|cat|head|find|mkdir|rm|wc)\b/.test(command.text)) continue;
      for (const word of command.text.split(/[\s"'=]+/)) {
        const place = machinePlaceOf(word);
        if (place !== null) {
          found.push({
            place,
            at: { line: command.line, column: command.column, cell: index },
            settable: false,
            flag: null,
          });
          break;
        }
      }
    }
  }
  return { value: Object.freeze(found), gaps };
}

/** Triple-quoted strings are skipped; what is not closed ends with its line, so that nothing is looked at twice. */
const token =
  /("""|''')(?:[^\\]|\\[\s\S])*?(?:\1|(?![\s\S]))|([rRbBuUfF]{0,2})"([^"\\\n]*(?:\\.[^"\\\n]*)*)"?|([rRbBuUfF]{0,2})'([^'\\\n]*(?:\\.[^'\\\n]*)*)'?|#[^\n]*/g;

function inPython(text: string, cell?: number): MachinePath[] {
  const found: MachinePath[] = [];
  let line = 1;
  let counted = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const written = match[3] ?? match[5];
    if (written === undefined) continue;
    const place = machinePlaceOf(written);
    if (place === null) continue;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) {
      line += 1;
      counted = at + 1;
    }
    const start = text.lastIndexOf('\n', match.index) + 1;
    const before = text.slice(Math.max(start, match.index - 400), match.index);
    if (isNoPath(before, text.slice(token.lastIndex, token.lastIndex + 20))) continue;
    const statement = statementBefore(text, match.index);
    const at: Position = { line, column: match.index - start + 1, ...(cell === undefined ? {} : { cell }) };
    found.push({ place, at, settable: isSettable(text, start, before, statement, place), flag: flagOf(statement) });
  }
  return found;
}

/** Routes, links and texts that a path is taken out of or compared with. */
function isNoPath(before: string, after: string): boolean {
  if (
    /(?:route|redirect|url_for|href|url|client\.\w+|startswith|endswith|replace|strip|split|sub|match|search|mount|get_logger|print|info|help)\s*\(\s*(?:r|f)?$/i.test(
      before,
    )
  )
    return true;
  return (
    /(?:help|description|epilog)\s*=\s*$/.test(before) ||
    /^\s*(?:not\s+)?in\s/.test(after) ||
    /\bdrive\.mount\([^)]*$/.test(before)
  );
}

const farthest = 600;

/** The text of the call around an offset, as far as can be told by its parentheses. */
function statementBefore(text: string, offset: number): string {
  const from = Math.max(0, offset - farthest);
  let depth = 0;
  for (let at = offset - 1; at >= from; at -= 1) {
    const character = text[at];
    if (character === ')') depth += 1;
    else if (character === '(') {
      if (depth === 0) return text.slice(Math.max(from, text.lastIndexOf('\n', at) + 1), offset);
      depth -= 1;
    } else if (character === '\n' && depth === 0 && /^\S/.test(text.slice(at + 1, at + 2))) return '';
  }
  return '';
}

function flagOf(statement: string): string | null {
  if (!/add_argument|\.option\(|Option\(|DEFINE_|Argument\(/.test(statement)) return null;
  return /["'](--?[\w-]+)["']/.exec(statement)?.[1] ?? /DEFINE_\w+\(\s*["']([\w-]+)["']/.exec(statement)?.[1] ?? '--';
}

const machineTest =
  /exists|isdir|isfile|is_dir|is_file|hostname|platform|os\.name|getpass|getuser|environ|getenv|\bnode\(\)|uname|colab|kaggle|local|server|cluster|remote|laptop|desktop|windows|linux|darwin|mac|machine|docker|debug|user/i;

function isSettable(text: string, start: number, before: string, statement: string, place: MachinePlace): boolean {
  if (/(?:environ(?:\.get)?|getenv|env|config\.get|cfg\.get|args\.get|\.get)\s*[([][^()]*$/.test(before)) return true;
  if (/\bor\s*(?:r|f)?$/.test(before) || /\belse\s*(?:r|f)?$/.test(before) || /^\s*(?:async\s+)?def\s/.test(before))
    return true;
  if (/^\s*def\s/m.test(statement)) return true;
  const line = text.slice(start, text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start)).slice(0, 500);
  if (/\bif\b.*\belse\b/.test(line)) return true;
  return isTested(text, start, line.length - line.trimStart().length, place);
}

/** Whether a header of the blocks around a line tests on which machine the code runs; for mounts any test will do. */
function isTested(text: string, start: number, indent: number, place: MachinePlace): boolean {
  let within = indent;
  let end = start - 1;
  for (let line = 0; line < 200 && end > 0 && within > 0; line += 1) {
    const begin = text.lastIndexOf('\n', end - 1) + 1;
    const header = text.slice(begin, Math.min(end, begin + 300));
    const own = header.length - header.trimStart().length;
    if (header.trim() !== '' && own < within && !/^\s*#/.test(header)) {
      if (/^\s*(?:try|except|else)\b/.test(header)) return true;
      if (
        /^\s*(?:el)?if\b/.test(header) &&
        !/__name__/.test(header) &&
        (place.endsWith('mount') || machineTest.test(header))
      )
        return true;
      within = own;
    }
    end = begin - 1;
  }
  return false;
}

/** Scripts and configuration, line by line; what stands behind `#` or `;` is a comment. */
function inLines(text: string, shell: boolean): MachinePath[] {
  const found: MachinePath[] = [];
  if (!shell && /^(?:apiVersion|services|stages|jobs|AWSTemplateFormatVersion|hosts)\s*:|^- hosts:/m.test(text))
    return found;
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.slice(0, 2000);
    if (/^\s*(?:#|;|\/\/|::|rem\b|echo\b)/i.test(line) || /_name_or_path|usage|example/i.test(line)) continue;
    const hash = line.search(/\s#/);
    const code = hash < 0 ? line : line.slice(0, hash);
    for (const match of code.matchAll(
      /(?<![\w.$}~/\\-])(?:\/(?:home|Users|content|kaggle)\/|[A-Za-z]:[\\/])[^\s"'`,;:)\]}]*/g,
    )) {
      const place = machinePlaceOf(match[0]);
      if (place === null || (/\w$/.test(code.slice(0, match.index)) && place === 'Windows drive')) continue;
      const before = code.slice(0, match.index);
      found.push({
        place,
        at: { line: index + 1, column: match.index + 1 },
        settable: /\?=\s*$/.test(before),
        flag: null,
      });
      break;
    }
  }
  return found;
}
