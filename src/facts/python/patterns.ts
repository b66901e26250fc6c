import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import * as kind from './kinds.ts';
import type { Expression } from './module.ts';
import type { Node } from './syntax.ts';
import { assign } from './targets.ts';

/** Reads the pattern of a `case`: what it captures is assigned from the subject. */
export function readPattern(node: Node, subject: Expression, draft: Draft): void {
  switch (node.nodeType) {
    case kind.PATTERN_SEQUENCE:
    case kind.PATTERN_MAPPING:
      for (const entry of node.d.entries) readPattern(entry, subject, draft);
      break;
    case kind.PATTERN_AS:
      for (const pattern of node.d.orPatterns) readPattern(pattern, subject, draft);
      if (node.d.target !== undefined) capture(node.d.target, subject, draft);
      break;
    case kind.PATTERN_CLASS:
      read(node.d.className, draft);
      for (const argument of node.d.args) readPattern(argument, subject, draft);
      break;
    case kind.PATTERN_ARGUMENT:
      readPattern(node.d.pattern, subject, draft);
      break;
    case kind.PATTERN_ENTRY:
      readPattern(node.d.keyPattern, subject, draft);
      readPattern(node.d.valuePattern, subject, draft);
      break;
    case kind.PATTERN_CAPTURE:
      if (!node.d.isWildcard) capture(node.d.target, subject, draft);
      break;
    case kind.PATTERN_EXPAND:
      capture(node.d.target, subject, draft);
      break;
    case kind.PATTERN_LITERAL:
    case kind.PATTERN_VALUE:
      read(node.d.expr, draft);
      break;
  }
}

function capture(target: Node, subject: Expression, draft: Draft): void {
  assign(target, subject, 'loop', draft.at(target.start), draft);
}
