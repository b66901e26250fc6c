/** Tells whether a text holds one of many needles. `a&&b` is held where all its parts are; `<a` where `a` begins a word. */
export interface Needles {
  heldBy(text: string): boolean;
  /** The needles that a text holds. */
  among(text: string): ReadonlySet<string>;
}

/**
 * Compiles needles into one regular expression of literals, ten times as fast over hundreds of needles as looking for
 * one after the other. Of a needle in parts the one that few files hold is searched.
 */
export function needlesOf(list: readonly string[]): Needles {
  const key = JSON.stringify(list);
  let needles = compiled.get(key);
  if (needles === undefined) {
    needles = compile(list);
    if (compiled.size === MOST_COMPILED) compiled.clear();
    compiled.set(key, needles);
  }
  return needles;
}

/** Rules ask for the same needles in every repository; compiling them takes longer than auditing a small one. */
const compiled = new Map<string, Needles>();
const MOST_COMPILED = 500;

function compile(list: readonly string[]): Needles {
  const needles = [...new Set(list)].map((needle) => needle.split('&&'));
  /** What is searched → the needles that end so: whether it must begin a word, and what must stand beside it. */
  const ending = new Map<string, { readonly begins: boolean; readonly others: readonly string[] }[]>();
  for (const parts of needles) {
    const rarest = rarestOf(parts);
    const one = { begins: rarest.startsWith('<'), others: parts.filter((part) => part !== rarest) };
    ending.set(bare(rarest), [...(ending.get(bare(rarest)) ?? []), one]);
  }
  // At one place the longest comes first, and stands for those that it begins with.
  const searched = [...ending.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const starts = new Map(
    searched.map((one) => [
      one,
      searched.filter((other) => one.startsWith(other)).flatMap((other) => ending.get(other) ?? []),
    ]),
  );
  const expressions = expressionsOf(searched);
  const findsOne = (text: string, expression: RegExp): boolean => {
    const refused = new Set<string>();
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      const [found] = match;
      const begins = beginsWord(text, match.index);
      const key = begins ? `<${found}` : found;
      if (!refused.has(key)) {
        const held = starts
          .get(found)
          ?.some((one) => (begins || !one.begins) && one.others.every((part) => holds(text, part)));
        if (held === true) return true;
        refused.add(key);
      }
      expression.lastIndex = match.index + 1;
    }
    return false;
  };
  return {
    heldBy: (text) => expressions.some((expression) => findsOne(text, expression)),
    among: (text) =>
      new Set(needles.filter((parts) => parts.every((part) => holds(text, part))).map((parts) => parts.join('&&'))),
  };
}

/** Names that most files hold. */
const common = new Set(['torch', 'numpy', 'def ']);
const OF_A_CALL = 6;

/** The part that is likely the rarest: a long one, better still a call's; `io` and `step` stand in many words. */
function rarestOf(parts: readonly string[]): string {
  const rank = (part: string) => (common.has(bare(part)) ? 0 : part.length + (part.endsWith('(') ? OF_A_CALL : 0));
  return parts.reduce((best, part) => (rank(part) >= rank(best) ? part : best), parts[0] ?? '');
}

function bare(part: string): string {
  return part.startsWith('<') ? part.slice(1) : part;
}

function holds(text: string, part: string): boolean {
  if (!part.startsWith('<')) return text.includes(part);
  const word = part.slice(1);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (beginsWord(text, at)) return true;
  return false;
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !/\w/.test(text.charAt(at - 1));
}

/** V8 compiles no expression above 20 KB well: seven times slower (kRegExpTooLargeToOptimize in its sources). */
const LONGEST_EXPRESSION = 12_000;

function expressionsOf(literals: readonly string[]): readonly RegExp[] {
  const chunks: string[][] = [];
  let room = 0;
  for (const literal of [...literals].sort()) {
    if (chunks.length === 0 || room < literal.length) {
      chunks.push([]);
      room = LONGEST_EXPRESSION;
    }
    chunks.at(-1)?.push(literal);
    room -= literal.length + 1;
  }
  return chunks.map((chunk) => new RegExp(expressionOf(chunk), 'g'));
}

/**
 * One expression for many literals that branches at each character like a trie, as engines try the parts of a plain
 * alternation one after the other. At one place it finds the longest literal.
 */
function expressionOf(literals: readonly string[]): string {
  const byFirst = new Map<string, string[]>();
  let ends = false;
  for (const literal of literals) {
    const first = literal.charAt(0);
    if (first === '') ends = true;
    else byFirst.set(first, [...(byFirst.get(first) ?? []), literal.slice(1)]);
  }
  const branches = [...byFirst].map(([first, rests]) => escaped(first) + expressionOf(rests));
  if (branches.length === 0) return '';
  const all = branches.length === 1 && !ends ? branches.join('') : `(?:${branches.join('|')})`;
  return ends ? `${all}?` : all;
}

function escaped(literal: string): string {
  return literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
