import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { guardOf, isMain, suppresses, toleratesMissing } from './guards.ts';
import { IF } from './kinds.ts';
import type { Block, Expression } from './module.ts';
import { readPattern } from './patterns.ts';
import { readBody } from './statements.ts';
import type { ForNode, IfNode, MatchNode, Node, Suite, TryNode, WhileNode, WithNode } from './syntax.ts';
import { assign } from './targets.ts';

/** Reads a body in a block of its own; `before` runs inside it first. */
function inside(block: number, suite: Suite, draft: Draft, before?: () => void): void {
  const { block: outer, fallback } = draft;
  const { kind } = draft.blocks[block] as Block;
  draft.block = block;
  draft.fallback = fallback || kind === 'except' || kind === 'else';
  before?.();
  readBody(suite.d.statements, draft);
  draft.block = outer;
  draft.fallback = fallback;
}

function open(kind: Block['kind'], start: number, suite: Suite, test: Expression | null, draft: Draft): number {
  return draft.open(kind, draft.at(start), draft.line(suite.start + suite.length), test);
}

/** `elif` is an `else` block with a test. */
export function readIf(node: IfNode, draft: Draft): void {
  const { typing, optional } = draft;
  let kind: 'if' | 'else' = 'if';
  for (let branch: IfNode | Suite | undefined = node; branch !== undefined; kind = 'else') {
    if (branch.nodeType !== IF) {
      inside(open('else', branch.start, branch, null, draft), branch, draft);
      break;
    }
    const { testExpr, ifSuite, elseSuite, firstToken }: IfNode['d'] = branch.d;
    const guard = guardOf(testExpr);
    const test = read(testExpr, draft);
    if (draft.scope === 0 && isMain(testExpr)) draft.main = true;
    draft.optional ||= guard === 'available';
    draft.typing = typing || guard === 'typing';
    inside(open(kind, firstToken.start, ifSuite, test, draft), ifSuite, draft);
    draft.typing = typing;
    branch = elseSuite;
  }
  draft.optional = optional;
}

export function readFor(node: ForNode, draft: Draft): void {
  const { targetExpr, iterableExpr, forSuite, elseSuite, firstToken } = node.d;
  const iterable = read(iterableExpr, draft);
  inside(open('for', firstToken.start, forSuite, iterable, draft), forSuite, draft, () => {
    assign(targetExpr, iterable, 'loop', draft.at(targetExpr.start), draft);
  });
  readElse(elseSuite, draft);
}

export function readWhile(node: WhileNode, draft: Draft): void {
  const { testExpr, whileSuite, elseSuite, firstToken } = node.d;
  const block = open('while', firstToken.start, whileSuite, null, draft);
  inside(block, whileSuite, draft, () => {
    // The test runs again in every round.
    const test = read(testExpr, draft);
    const loop = draft.blocks[block];
    if (loop !== undefined) loop.test = test;
  });
  readElse(elseSuite, draft);
}

/** Every item is a block of its own inside the one before. */
export function readWith(node: WithNode, draft: Draft): void {
  const { withItems, suite, firstToken } = node.d;
  const { block: outer, optional } = draft;
  for (const { d } of withItems) {
    const value = read(d.expr, draft);
    draft.optional ||= suppresses(d.expr);
    draft.block = open('with', firstToken.start, suite, value, draft);
    if (d.target !== undefined) assign(d.target, value, 'with', draft.at(d.target.start), draft);
  }
  readBody(suite.d.statements, draft);
  draft.block = outer;
  draft.optional = optional;
}

export function readTry(node: TryNode, draft: Draft): void {
  const { trySuite, exceptClauses, elseSuite, finallySuite, firstToken } = node.d;
  const { optional } = draft;
  draft.optional ||= exceptClauses.some(({ d }) => toleratesMissing(d.typeExpr));
  inside(open('try', firstToken.start, trySuite, null, draft), trySuite, draft);
  for (const { start, d } of exceptClauses) {
    const test = d.typeExpr === undefined ? null : read(d.typeExpr, draft);
    inside(open('except', start, d.exceptSuite, test, draft), d.exceptSuite, draft, () => bindNothing(d.name, draft));
  }
  readElse(elseSuite, draft);
  draft.optional = optional;
  if (finallySuite !== undefined)
    inside(open('finally', finallySuite.start, finallySuite, null, draft), finallySuite, draft);
}

/** Every case is a `match` block with the subject as its test. */
export function readMatch(node: MatchNode, draft: Draft): void {
  const subject = read(node.d.expr, draft);
  for (const { start, d } of node.d.cases) {
    inside(open('match', start, d.suite, subject, draft), d.suite, draft, () => {
      readPattern(d.pattern, subject, draft);
      if (d.guardExpr !== undefined) read(d.guardExpr, draft);
    });
  }
}

/** The `else` of a loop or `try`. */
function readElse(suite: Suite | undefined, draft: Draft): void {
  if (suite !== undefined) inside(open('else', suite.start, suite, null, draft), suite, draft);
}

function bindNothing(name: Extract<Node, { nodeType: 38 }> | undefined, draft: Draft): void {
  if (name === undefined) return;
  draft.names.bind(draft.scope, name.d.value, null, 0, null, draft.fallback);
}
