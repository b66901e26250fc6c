/** A cell of a notebook without what only IPython understands. */
export interface Plain {
  /** As many lines as the cell, every token at its place. */
  readonly text: string;
  /** What was taken out; lines and columns count from 1. */
  readonly commands: readonly { readonly text: string; readonly line: number; readonly column: number }[];
}

/** Cell magics whose body is still Python of this notebook. */
const PYTHON_BODY = new Set(
  'time timeit capture prun memit mprun lprun python python3 pypy debug heat snakeviz scalene wandb pyinstrument local_time'.split(
    ' ',
  ),
);
/** Line magics whose argument is Python. */
const PYTHON_LINE = new Set(['time', 'timeit', 'prun', 'memit', 'mprun', 'lprun']);
/** Their options that take an argument which is no number. */
const TAKING = new Map([
  ['prun', 'slTD'],
  ['mprun', 'fT'],
  ['lprun', 'fmTDu'],
]);
/** Shell commands that IPython runs without any mark. */
const AUTOMATIC = /^(?:(?:pip3?|conda|mamba|uv) (?:install|uninstall|list|show|freeze|add|pip)\b|cd [\w.~/])/;
const SUSPICIOUS = /[%!?]|^[ \t]*(?:pip3?|conda|mamba|uv|cd) /m;
const MAGIC = /^%%?\s*(\w+)/;
const ASSIGNED = /^([\w.,[\]'" ]{1,200}=\s*)([!%].*)$/s;
const COMPOUND = /^(?:for|while|if|with|try|def|class|async)\b/;
const HELP = /^[%\w.*]{1,200}\?{1,2}$|^\?{1,2}[%\w.*]{1,200}$/;

/**
 * Takes IPython's own syntax out of a code cell (`%magic`, `!command`, `name?`, `x = !ls`, bodies of `%%bash`),
 * after its "input transformations". Strings and brackets that go on over lines are left alone.
 */
export function stripMagics(source: string): Plain {
  if (!SUSPICIOUS.test(source)) return { text: source, commands: [] };
  const lines = source.split('\n');
  const commands: { text: string; line: number; column: number }[] = [];
  const note = (index: number, text: string) => {
    const line = lines[index] ?? '';
    commands.push({ text: text.trim(), line: index + 1, column: line.length - line.trimStart().length + 1 });
  };
  let first = 0;
  while (first < lines.length && /^\s*(?:#.*)?$/.test(lines[first] ?? '')) first++;
  if (lines[first]?.startsWith('%%') === true) {
    const name = MAGIC.exec(lines[first] ?? '')?.[1] ?? '';
    const python = PYTHON_BODY.has(name);
    for (let index = first; index < lines.length; index++) {
      if (index > first && python) break;
      if ((lines[index] ?? '').trim() !== '') note(index, lines[index] ?? '');
      lines[index] = '';
    }
    if (!python) return { text: lines.join('\n'), commands };
    first++;
  }
  const state = new Nesting();
  for (let index = first; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const found = state.open ? null : magicOf(line);
    if (found === null) {
      state.pass(line);
      continue;
    }
    let text = line;
    const begin = index;
    while (found.shell && text.endsWith('\\') && index + 1 < lines.length) {
      text = `${text.slice(0, -1)} ${(lines[++index] ?? '').trim()}`;
      lines[index] = '';
    }
    note(begin, text);
    lines[begin] = found.rest;
    state.pass(found.rest);
  }
  return { text: lines.join('\n'), commands };
}

/** What remains of a line with a magic in it; `null` for plain Python. */
function magicOf(line: string): { readonly rest: string; readonly shell: boolean } | null {
  const trimmed = line.trim();
  const indent = line.slice(0, line.length - line.trimStart().length);
  // A body that consists of magics alone must not become empty.
  const nothing = indent === '' ? '' : `${indent}pass`;
  if (trimmed.startsWith('%')) {
    const python = pythonArgument(line, indent.length);
    if (python === null) return { rest: nothing, shell: true };
    const statement = line.slice(python);
    // What has a body cannot stand after a semicolon, so its columns shift.
    if (COMPOUND.test(statement)) return { rest: indent + statement, shell: false };
    return { rest: `${indent}pass;${fill(python - indent.length - 5)}${statement}`, shell: false };
  }
  if (trimmed.startsWith('!') || AUTOMATIC.test(trimmed)) return { rest: nothing, shell: true };
  if (HELP.test(trimmed)) return { rest: nothing, shell: false };
  const assigned = trimmed.includes('!') || trimmed.includes('%') ? ASSIGNED.exec(trimmed) : null;
  if (assigned === null) return null;
  const [, target = '', value = ''] = assigned;
  const start = indent.length + target.length;
  const python = value.startsWith('%') ? pythonArgument(line, start) : null;
  if (python !== null)
    return { rest: `${line.slice(0, start)}${fill(python - start)}${line.slice(python)}`, shell: false };
  return { rest: `${indent}${target}...`, shell: true };
}

/** Where the Python begins in `%time f(x)` or `%timeit -n 10 f(x)`; `null` where there is none. */
function pythonArgument(line: string, start: number): number | null {
  const match = MAGIC.exec(line.slice(start));
  if (match === null || !PYTHON_LINE.has(match[1] ?? '')) return null;
  const taking = TAKING.get(match[1] ?? '') ?? '';
  let at = skipSpaces(line, start + match[0].length);
  while (line[at] === '-' && /[a-zA-Z]/.test(line[at + 1] ?? '')) {
    const option = line[at + 2] === ' ' ? (line[at + 1] ?? '') : '';
    at = skipSpaces(line, skipWord(line, at));
    if (/^\d+ /.test(line.slice(at, at + 12)) || (option !== '' && taking.includes(option))) {
      at = skipSpaces(line, skipWord(line, at));
    }
  }
  return at < line.length && at - start >= 5 ? at : null;
}

function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at++;
  return at;
}

function skipWord(line: string, from: number): number {
  const end = line.indexOf(' ', from);
  return end === -1 ? line.length : end;
}

function fill(width: number): string {
  return ' '.repeat(Math.max(0, width));
}

/** Whether the next line goes on inside a bracket, a string or after a backslash. */
class Nesting {
  #depth = 0;
  #quote = '';
  #continued = false;

  get open(): boolean {
    return this.#depth > 0 || this.#quote !== '' || this.#continued;
  }

  pass(line: string): void {
    this.#continued = false;
    for (let at = 0; at < line.length; at++) {
      const character = line[at] as string;
      if (character === '\\') {
        this.#continued = at === line.length - 1 && (this.#quote === '' || this.#quote.length === 1);
        at++;
      } else if (this.#quote !== '') {
        if (!line.startsWith(this.#quote, at)) continue;
        at += this.#quote.length - 1;
        this.#quote = '';
      } else if (character === '#') break;
      else if (character === '"' || character === "'") {
        const triple = character.repeat(3);
        this.#quote = line.startsWith(triple, at) ? triple : character;
        at += this.#quote.length - 1;
      } else if ('([{'.includes(character)) this.#depth++;
      else if (')]}'.includes(character)) this.#depth = Math.max(0, this.#depth - 1);
    }
    // A quote of one character ends with its line.
    if (this.#quote.length === 1 && !this.#continued) this.#quote = '';
  }
}
