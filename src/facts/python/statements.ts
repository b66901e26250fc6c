import { annotated } from './annotations.ts';
import { readFor, readIf, readMatch, readTry, readWhile, readWith } from './blocks.ts';
import { readClass, readFunction } from './definitions.ts';
import type { Draft } from './draft.ts';
import { read, readCall } from './expressions.ts';
import { readImport, readImportFrom } from './importing.ts';
import * as kind from './kinds.ts';
import type { Expression } from './module.ts';
import { isDocstring } from './strings.ts';
import type { AssignmentNode, Node } from './syntax.ts';
import { assign, declare } from './targets.ts';

/** Reads statements in order. Where `documented`, a string that begins them is their docstring; tells whether there is one. */
export function readBody(statements: readonly Node[], draft: Draft, documented = false): boolean {
  let docstring = false;
  let first = documented;
  for (const statement of statements) {
    if (statement.nodeType === kind.STATEMENTS) {
      for (const small of statement.d.statements) {
        if (first && small.nodeType === kind.STRINGS && isDocstring(small)) docstring = true;
        else readStatement(small, draft);
        first = false;
      }
    } else readStatement(statement, draft);
    first = false;
  }
  return docstring;
}

function readStatement(node: Node, draft: Draft): void {
  switch (node.nodeType) {
    case kind.FUNCTION:
      readFunction(node, draft);
      break;
    case kind.CLASS:
      readClass(node, draft);
      break;
    case kind.IF:
      readIf(node, draft);
      break;
    case kind.FOR:
      readFor(node, draft);
      break;
    case kind.WHILE:
      readWhile(node, draft);
      break;
    case kind.WITH:
      readWith(node, draft);
      break;
    case kind.TRY:
      readTry(node, draft);
      break;
    case kind.MATCH:
      readMatch(node, draft);
      break;
    case kind.IMPORT:
      readImport(node, draft);
      break;
    case kind.IMPORT_FROM:
      readImportFrom(node, draft);
      break;
    case kind.ASSIGNMENT:
      readAssignment(node, draft);
      break;
    case kind.AUGMENTED: {
      const value = read(node.d.rightExpr, draft);
      assign(node.d.leftExpr, value, 'augmented', draft.at(node.d.leftExpr.start), draft);
      break;
    }
    case kind.ANNOTATION:
      declare(node.d.valueExpr, annotated(node.d.annotation, draft), draft);
      break;
    case kind.TYPE_ALIAS: {
      const value = read(node.d.expr, draft);
      assign(node.d.name, value, 'plain', draft.at(node.d.name.start), draft);
      break;
    }
    case kind.RETURN: {
      const at = draft.at(node.start);
      const value = node.d.expr === undefined ? null : read(node.d.expr, draft);
      draft.returns.push({ value, at, scope: draft.scope, block: draft.block });
      break;
    }
    case kind.ASSERT: {
      const at = draft.at(node.start);
      const test = read(node.d.testExpr, draft);
      if (node.d.exceptionExpr !== undefined) read(node.d.exceptionExpr, draft);
      draft.asserts.push({ test, at, scope: draft.scope, block: draft.block });
      break;
    }
    case kind.RAISE:
      if (node.d.expr !== undefined) read(node.d.expr, draft);
      if (node.d.fromExpr !== undefined) read(node.d.fromExpr, draft);
      break;
    case kind.DELETE:
      for (const target of node.d.targets) read(target, draft);
      break;
    case kind.GLOBAL:
      for (const { d } of node.d.targets) draft.names.declare(draft.scope, d.value, 'global');
      break;
    case kind.NONLOCAL:
      for (const { d } of node.d.targets) draft.names.declare(draft.scope, d.value, 'nonlocal');
      break;
    default:
      readShown(node, draft);
  }
}

/** `a = b = value`, which the parser nests with the first target innermost. */
function readAssignment(node: AssignmentNode, draft: Draft): void {
  const targets: Node[] = [];
  let right: Node = node;
  while (right.nodeType === kind.ASSIGNMENT) {
    targets.push(right.d.leftExpr);
    right = right.d.rightExpr;
  }
  const value = read(right, draft);
  for (const target of targets.reverse()) {
    const annotation = target.nodeType === kind.ANNOTATION ? target.d.annotation : undefined;
    const type = annotation === undefined ? null : annotated(annotation, draft);
    assign(target, value, annotation === undefined ? 'plain' : 'annotated', draft.at(target.start), draft, type);
  }
}

/** An expression that is a statement by itself. */
function readShown(node: Node, draft: Draft): void {
  switch (node.nodeType) {
    case kind.CALL:
      readCall(node, draft, true);
      return;
    case kind.AWAIT:
      if (node.d.expr.nodeType === kind.CALL) readCall(node.d.expr, draft, true);
      else read(node, draft);
      return;
    case kind.STRINGS:
      read(node, draft);
      return;
  }
  const value: Expression = read(node, draft);
  const nothing = value.kind === 'other' && (value.type === 'error' || value.type === 'walrus');
  if (!nothing && value.kind !== 'call') draft.shown.push({ value, at: value.at, scope: draft.scope });
}
