import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { FORMAT_STRING } from './kinds.ts';
import type { Expression } from './module.ts';
import type { FormatNode, StringsNode } from './syntax.ts';

const BYTES_OR_TEMPLATE = 32 | 128;

/** Reads a string literal, implicit concatenation being one literal; fields of f-strings stand as `{}` in its value. */
export function readStrings(node: StringsNode, draft: Draft): Expression {
  const { strings } = node.d;
  const first = strings[0];
  const at = draft.at(first?.d.token.start ?? node.start);
  if (strings.length === 1 && first !== undefined && first.nodeType !== FORMAT_STRING) {
    draft.strings.push({ value: first.d.value, at, scope: draft.scope, formatted: false });
    return { kind: 'string', value: first.d.value, formatted: false, at };
  }
  const parts: Expression[] = [];
  const values: string[] = [];
  let formatted = false;
  for (const part of strings) {
    if (part.nodeType === FORMAT_STRING) {
      formatted = true;
      values.push(readFormat(part, parts, draft));
    } else values.push(part.d.value);
  }
  const value = values.join('');
  draft.strings.push({ value, at, scope: draft.scope, formatted });
  return formatted ? { kind: 'string', value, formatted, parts, at } : { kind: 'string', value, formatted, at };
}

/** Whether a statement that consists of this literal alone can be a docstring. */
export function isDocstring(node: StringsNode): boolean {
  return node.d.strings.every(
    (part) => part.nodeType !== FORMAT_STRING && (part.d.token.flags & BYTES_OR_TEMPLATE) === 0,
  );
}

function readFormat({ d }: FormatNode, parts: Expression[], draft: Draft): string {
  const pieces: { readonly start: number; readonly text: string }[] = [];
  for (const { start, escapedValue } of d.middleTokens) {
    pieces.push({ start, text: escapedValue.replaceAll('{{', '{').replaceAll('}}', '}') });
  }
  for (const field of d.fieldExprs) {
    pieces.push({ start: field.start, text: '{}' });
    parts.push(read(field, draft));
  }
  return pieces
    .sort((a, b) => a.start - b.start)
    .map(({ text }) => text)
    .join('');
}
