import type { Setting } from '../settings.ts';

/** A block at the top of a Terraform file. Reference: https://developer.hashicorp.com/terraform/language/syntax/configuration */
export interface TerraformBlock {
  /** `resource`, `module`, `provider`, `variable` … */
  readonly kind: string;
  readonly labels: readonly string[];
  readonly line: number;
  /** Arguments and nested blocks by dotted key; an expression is its text, cut where it is long. */
  readonly settings: readonly Setting[];
}

interface Token {
  readonly kind: 'word' | 'string' | 'sign' | 'break';
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

const mostTokens = 200_000;
const deepest = 40;
const longestText = 600;

/** Blocks of a file in HCL, as far as they can be told by their brackets; nothing in it is evaluated. */
export function terraformBlocks(text: string): readonly TerraformBlock[] {
  const blocks: { kind: string; labels: string[]; line: number; settings: Setting[] }[] = [];
  const path: string[] = [];
  let statement: Token[] = [];
  let inside = 0;
  const finish = (): void => {
    const [name, equals, ...value] = statement;
    statement = [];
    const block = blocks.at(-1);
    if (name === undefined || equals?.text !== '=' || value.length === 0 || path.length === 0 || block === undefined)
      return;
    const written = text.slice(value[0]?.from, value.at(-1)?.to).slice(0, longestText);
    const plain = value.length === 1 && value[0]?.kind === 'string' ? written.slice(1, -1) : written;
    add(block.settings, [...path.slice(1), unquoted(name.text)], plain, name.line);
  };
  for (const token of tokens(text)) {
    const { text: sign } = token;
    if (token.kind === 'break') {
      if (inside === 0) finish();
    } else if (sign === '{' && inside === 0 && !statement.some(({ text: one }) => one === '=')) {
      const [name, ...labels] = statement.map((one) => unquoted(one.text));
      statement = [];
      if (name === undefined || path.length > deepest) return blocks;
      if (path.length === 0) {
        blocks.push({ kind: name, labels, line: token.line, settings: [] });
        path.push(name);
      } else {
        path.push(name === 'dynamic' ? (labels[0] ?? name) : name);
        const block = blocks.at(-1);
        if (block !== undefined) add(block.settings, path.slice(1), '', token.line);
      }
    } else if (sign === '{' || sign === '[' || sign === '(') {
      inside += 1;
      statement.push(token);
    } else if (sign === '}' || sign === ']' || sign === ')') {
      if (inside > 0) {
        inside -= 1;
        statement.push(token);
      } else {
        finish();
        path.pop();
      }
    } else statement.push(token);
  }
  return blocks;
}

function add(settings: Setting[], path: readonly string[], text: string, line: number): void {
  // What a dynamic block generates stands below `content`.
  const key = path.filter((part) => part !== 'content').join('.');
  if (key !== '') settings.push({ key, text, isNull: text === 'null', line });
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

function* tokens(text: string): Generator<Token> {
  const next = /\n|#[^\n]*|\/\/[^\n]*|\/\*|<<-?([A-Za-z_]\w*)[^\n]*\n|"|[\w.-]+|[^\s\w]/g;
  let line = 1;
  let count = 0;
  for (let match = next.exec(text); match !== null && count < mostTokens; match = next.exec(text)) {
    count += 1;
    const [found, heredoc] = match;
    const from = match.index;
    const at = line;
    let to = from + found.length;
    if (found === '/*') {
      const close = text.indexOf('*/', to);
      to = close < 0 ? text.length : close + 2;
    } else if (heredoc !== undefined) to = heredocEnd(text, to, heredoc);
    else if (found === '"') to = stringEnd(text, to);
    next.lastIndex = to;
    if (found !== '\n')
      for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) line += 1;
    if (found === '\n') {
      line += 1;
      yield { kind: 'break', text: '', from, to, line: at };
    } else if (heredoc !== undefined || found === '"')
      yield { kind: 'string', text: text.slice(from, to), from, to, line: at };
    else if (!/^(?:#|\/\/|\/\*)/.test(found))
      yield { kind: /^\w/.test(found) ? 'word' : 'sign', text: found, from, to, line: at };
  }
}

/** The quote that closes a string within a template. */
function plainEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"' || text[at] === '\n') return at;
  }
  return text.length;
}

/** Before the line that ends it, whose line break still ends the statement. */
function heredocEnd(text: string, from: number, word: string): number {
  let start = from;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    if (stop - start < 200 && text.slice(start, stop).trim() === word) return stop;
    start = stop + 1;
  }
  return text.length;
}

/** After the closing quote; what `${…}` holds may quote again. */
function stringEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const one = text[at];
    if (one === '\\') at += 1;
    else if (one === '\n' && depth === 0) return at;
    else if (depth === 0 && one === '"') return at + 1;
    else if ((one === '$' || one === '%') && text[at + 1] === '{') {
      depth += 1;
      at += 1;
    } else if (depth > 0 && one === '{') depth += 1;
    else if (depth > 0 && one === '}') depth -= 1;
    else if (depth > 0 && one === '"') at = Math.min(plainEnd(text, at + 1), text.length);
  }
  return text.length;
}
