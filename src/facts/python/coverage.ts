import { FORMAT_STRING, NAME, NUMBER, STRING } from './kinds.ts';
import type { Ranges, Token } from './pyright.js';
import type { Node } from './syntax.ts';

const INVALID = 0;
const STRING_TOKEN = 5;
const NUMBER_TOKEN = 6;
const IDENTIFIER = 7;
const EXCLAMATION = 23;
const FORMAT_START = 24;

/**
 * Tokens that carry meaning and that no node of the tree stands for: what the parser skipped to recover.
 * Gives those before `end`, in order.
 */
export function unread(statements: readonly Node[], tokens: Ranges<Token>, end = Number.POSITIVE_INFINITY): Token[] {
  const covered = leaves(statements);
  const lost: Token[] = [];
  let before = -1;
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    const { type } = token;
    if (token.start >= end) break;
    const telling =
      type === INVALID ||
      type === STRING_TOKEN ||
      type === NUMBER_TOKEN ||
      type === FORMAT_START ||
      // The `r` of `{x!r}` is no name.
      (type === IDENTIFIER && before !== EXCLAMATION);
    if (telling && !covered.has(token.start)) lost.push(token);
    before = type;
  }
  return lost;
}

/** Offsets at which names, numbers and strings of the tree begin. Iterative, since trees may be deep. */
function leaves(statements: readonly Node[]): Set<number> {
  const starts = new Set<number>();
  const stack: unknown[] = [...statements];
  while (stack.length > 0) {
    const item = stack.pop();
    if (Array.isArray(item)) {
      for (const part of item) stack.push(part);
      continue;
    }
    if (typeof item !== 'object' || item === null || !('nodeType' in item)) continue;
    const { nodeType, start, d } = item as Node;
    if (nodeType === NAME || nodeType === STRING) starts.add((d as { token: { start: number } }).token.start);
    else if (nodeType === NUMBER) {
      // Parentheses widen a number's node, and it keeps no token: any number inside is this one.
      const { length } = item as Node;
      for (let offset = start; offset < start + Math.min(length, 16); offset++) starts.add(offset);
    } else if (nodeType === FORMAT_STRING) starts.add((d as { token: { start: number } }).token.start);
    for (const child of Object.values(d)) if (typeof child === 'object' && child !== null) stack.push(child);
  }
  return starts;
}
