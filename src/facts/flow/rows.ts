import type { Step } from '../../model.ts';

export type Role = 'train' | 'test' | 'validation';

/** One division of rows: by a call, by folds, or as names tell. */
export interface Split {
  readonly at: Step;
  readonly kind: 'split' | 'folds' | 'named' | 'sample';
  /** How much of it rests on guesses: a name that could not be resolved. */
  readonly unresolved: number;
  /** In the order of time rather than at random. */
  readonly ordered: boolean;
  /** Where a model was trained on one part, and judged on the other. */
  trained: Step | null;
  /** The part that was trained on; of a sample either may be. */
  trainedRole?: Role | null;
  judged: Step | null;
}

/** Which rows a value holds, as far as it can be told: a tree whose roots are sources. */
export interface Rows {
  readonly kind: 'root' | 'part' | 'slice' | 'mask' | 'some' | 'union';
  readonly parent: Rows | null;
  readonly members: readonly Rows[];
  readonly split: Split | null;
  /** What they are for; a slice is told by the name that it is given. */
  role: Role | null;
  /** What tells a slice or mask from another of the same rows: `from:to`, or the text of the condition. */
  readonly key: string;
  readonly depth: number;
}

const deepest = 40;

export function rootRows(role: Role | null = null): Rows {
  return { kind: 'root', parent: null, members: [], split: null, role, key: '', depth: 0 };
}

export function partRows(parent: Rows, split: Split, role: Role): Rows {
  return below(parent, { kind: 'part', split, role, key: '' });
}

export function sliceRows(parent: Rows, from: string, to: string): Rows {
  return below(parent, { kind: 'slice', split: null, role: null, key: `${from}:${to}` });
}

export function maskRows(parent: Rows, key: string): Rows {
  return below(parent, { kind: 'mask', split: null, role: null, key });
}

/** Rows that are left of others, nobody knows which. */
export function someRows(parent: Rows): Rows {
  return below(parent, { kind: 'some', split: null, role: null, key: '' });
}

export function unionRows(members: readonly Rows[]): Rows {
  const [first] = members;
  const distinct = [...new Set(members)].slice(0, 8);
  if (first !== undefined && distinct.length === 1) return first;
  const depth = Math.max(0, ...distinct.map((one) => one.depth)) + 1;
  if (depth > deepest) return rootRows();
  return { kind: 'union', parent: null, members: distinct, split: null, role: null, key: '', depth };
}

function below(parent: Rows, own: Pick<Rows, 'kind' | 'split' | 'role' | 'key'>): Rows {
  return parent.depth >= deepest ? parent : { ...own, parent, members: [], depth: parent.depth + 1 };
}

/** The rows and those that they were taken from, outwards. */
export function* chain(rows: Rows): Generator<Rows> {
  for (let at: Rows | null = rows; at !== null; at = at.parent) yield at;
}

/** Whether the first certainly hold some of the second that a model could learn from. */
export function covers(outer: Rows, inner: Rows, budget = { left: 400 }): boolean {
  if (--budget.left < 0) return false;
  for (const at of chain(inner)) if (at === outer) return true;
  // What is left after dropping some rows still holds most of each part taken from the same rows.
  for (const at of chain(outer)) {
    if (at.kind === 'some' && at.parent !== null && !disjoint(outer, inner)) {
      for (const within of chain(inner)) if (within === at.parent) return true;
    } else if (at.kind !== 'some') break;
  }
  if (outer.members.some((member) => covers(member, inner, budget))) return true;
  for (const at of chain(inner)) if (at.members.some((member) => covers(outer, member, budget))) return true;
  return false;
}

/** Whether nothing can be in both, as far as it can be told. */
export function disjoint(one: Rows, other: Rows): boolean {
  for (const a of chain(one)) {
    for (const b of chain(other)) {
      if (a === b) continue;
      if (a.split !== null && a.split === b.split && a.role !== b.role) return true;
      if (a.kind === 'slice' && b.kind === 'slice' && a.parent === b.parent && apart(a.key, b.key)) return true;
      if (a.kind === 'mask' && b.kind === 'mask' && a.parent === b.parent && excludes(a.key, b.key)) return true;
    }
  }
  return false;
}

/** The parts, innermost first, that the rows lie in. */
export function partsOf(rows: Rows): readonly Rows[] {
  return [...chain(rows)].filter(({ kind }) => kind === 'part');
}

/** What the rows are for, as far as a split or a name tells. */
export function roleOf(rows: Rows): Role | null {
  for (const at of chain(rows)) if (at.role !== null && at.split?.kind !== 'sample') return at.role;
  return null;
}

/** All sources that the rows come from. */
export function rootsOf(rows: Rows, found = new Set<Rows>(), budget = { left: 200 }): ReadonlySet<Rows> {
  if (--budget.left < 0) return found;
  let last = rows;
  for (const at of chain(rows)) last = at;
  if (last.kind === 'union') for (const member of last.members) rootsOf(member, found, budget);
  else found.add(last);
  return found;
}

function apart(one: string, other: string): boolean {
  const [from = '', to = ''] = one.split(':');
  const [start = '', end = ''] = other.split(':');
  return meets(to, start) || meets(end, from);
}

/** Whether what ends at the one bound ends before the other. */
function meets(end: string, start: string): boolean {
  if (end === '' || start === '') return false;
  if (end === start) return true;
  const before = Number(end);
  const after = Number(start);
  return Number.isFinite(before) && Number.isFinite(after) && before >= 0 === after >= 0 && before <= after;
}

/** Whether two slices certainly have rows in common: figures, or bounds that are each other's negative. */
export function overlapping(one: string, other: string): boolean {
  const [from = '', to = ''] = one.split(':');
  const [start = '', end = ''] = other.split(':');
  const past = (bound: string, begin: string): boolean => {
    if (bound === '' || begin === '') return false;
    if (bound === `-${begin}`) return true;
    const last = Number(bound);
    const first = Number(begin);
    return Number.isFinite(last) && Number.isFinite(first) && last > 0 && first >= 0 && last > first;
  };
  if (from === '' && end === '') return past(to, start);
  if (start === '' && to === '') return past(end, from);
  return false;
}

/** Whether what the one condition keeps certainly has rows in common with what the other keeps. */
export function meeting(one: string, other: string): boolean {
  const [, left, operator = '', right] = /^(.+) (<=?|>=?) (.+)$/.exec(one) ?? [];
  const [, otherLeft, otherOperator = '', otherRight] = /^(.+) (<=?|>=?) (.+)$/.exec(other) ?? [];
  if (left === undefined || left !== otherLeft || operator[0] !== otherOperator[0]) return false;
  return Number.isFinite(Number(right)) && Number.isFinite(Number(otherRight));
}

function excludes(one: string, other: string): boolean {
  if (one === `~${other}` || other === `~${one}`) return true;
  const [, left, operator, right] = /^(.+) (==|<|<=|>|>=|!=) (.+)$/.exec(one) ?? [];
  const [, otherLeft, otherOperator, otherRight] = /^(.+) (==|<|<=|>|>=|!=) (.+)$/.exec(other) ?? [];
  if (left === undefined || left !== otherLeft || operator === undefined || otherOperator === undefined) return false;
  if (operator === '==' && otherOperator === '==') return right !== otherRight;
  if (right !== otherRight) return operator.startsWith('<') && otherOperator.startsWith('>');
  const pair = `${operator} ${otherOperator}`;
  return /^(?:== !=|!= ==|< >=?|<= >|>=? <|> <=|== [<>]|[<>] ==)$/.test(pair);
}
