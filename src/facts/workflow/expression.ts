/** An expression of GitHub Actions. Paths of contexts are in lower case, with `*` for whatever index. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'context'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'unknown' };

const unknown: Expression = { kind: 'unknown' };
const deepest = 60;
const longest = 21_000;
const mostTokens = 1000;
const token =
  /\s*(?:('(?:[^']|'')*')|(-?(?:0x[\da-f]+|\d+(?:\.\d+)?))|([a-z_][\w-]*)|(&&|\|\||[=!<>]=|[<>!()[\],.*]))/iy;
/** How tightly operators bind, loosest first. */
const levels: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>=']];

/**
 * Reads the inside of `${{ … }}`, or a condition. What cannot be understood is unknown.
 * Reference: https://docs.github.com/actions/reference/workflows-and-actions/expressions
 */
export function parseExpression(text: string): Expression {
  if (text.length > longest) return unknown;
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (const end = text.trimEnd().length; token.lastIndex < end; ) {
    const match = token.exec(text);
    if (match === null || tokens.length >= mostTokens) return unknown;
    tokens.push((match[1] ?? match[2] ?? match[3] ?? match[4]) as string);
  }
  const parser = new Parser(tokens);
  return parser.whole() ?? unknown;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  whole(): Expression | null {
    const expression = this.#level(0);
    return expression !== null && this.#at === this.#tokens.length ? expression : null;
  }

  #take(wanted: string): boolean {
    if (this.#tokens[this.#at] !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #level(level: number): Expression | null {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (
      let operator = this.#tokens[this.#at];
      left !== null && operator !== undefined && operators.includes(operator);
      operator = this.#tokens[this.#at]
    ) {
      this.#at += 1;
      const right = this.#level(level + 1);
      left = right === null ? null : { kind: 'binary', operator, left, right };
    }
    return left;
  }

  #unary(): Expression | null {
    this.#depth += 1;
    if (this.#depth > deepest) return null;
    let expression: Expression | null;
    if (this.#take('!')) {
      const operand = this.#unary();
      expression = operand === null ? null : { kind: 'not', operand };
    } else expression = this.#postfix();
    this.#depth -= 1;
    return expression;
  }

  #postfix(): Expression | null {
    let expression = this.#primary();
    while (expression !== null) {
      if (this.#take('.')) {
        const name = this.#tokens[this.#at++];
        if (name === undefined || !/^(?:\*|[a-z_][\w-]*)$/i.test(name)) return null;
        expression = member(expression, name);
      } else if (this.#take('[')) {
        const index = this.#take('*') ? unknown : this.#level(0);
        if (index === null || !this.#take(']')) return null;
        expression = member(
          expression,
          index.kind === 'literal' && typeof index.value === 'string' ? index.value : '*',
        );
      } else return expression;
    }
    return null;
  }

  #primary(): Expression | null {
    const first = this.#tokens[this.#at++];
    if (first === undefined) return null;
    if (first === '(') {
      const inside = this.#level(0);
      return inside !== null && this.#take(')') ? inside : null;
    }
    if (first.startsWith("'")) return { kind: 'literal', value: first.slice(1, -1).replaceAll("''", "'") };
    if (/^-?\d/.test(first)) return { kind: 'literal', value: Number(first) };
    if (!/^[a-z_]/i.test(first)) return null;
    const name = first.toLowerCase();
    if (this.#take('(')) return this.#call(name);
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    return name === 'null' ? { kind: 'literal', value: null } : { kind: 'context', path: name };
  }

  #call(name: string): Expression | null {
    const given: Expression[] = [];
    if (this.#take(')')) return { kind: 'call', name, arguments: given };
    do {
      const argument = this.#level(0);
      if (argument === null) return null;
      given.push(argument);
    } while (this.#take(','));
    return this.#take(')') ? { kind: 'call', name, arguments: given } : null;
  }
}

function member(base: Expression, name: string): Expression {
  if (base.kind === 'context') return { kind: 'context', path: `${base.path}.${name.toLowerCase()}` };
  // A part of what a function gives is as trusted as the whole.
  return base;
}

/** Every `${{ … }}` of a text, with the offset at which it begins. */
export function expressionsIn(text: string): { readonly expression: Expression; readonly offset: number }[] {
  const found: { expression: Expression; offset: number }[] = [];
  let close = 0;
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', close)) {
    close = open + 3;
    for (let quoted = false; close < text.length && close - open < longest; close += 1) {
      if (text[close] === "'") quoted = !quoted;
      else if (!quoted && text.startsWith('}}', close)) break;
    }
    if (!text.startsWith('}}', close)) continue;
    found.push({ expression: parseExpression(text.slice(open + 3, close)), offset: open });
  }
  return found;
}

const plainResults = new Set([
  'contains',
  'startswith',
  'endswith',
  'hashfiles',
  'success',
  'failure',
  'always',
  'cancelled',
]);

/**
 * Contexts whose text can be (part of) what the expression gives: a comparison gives only true or false. A context that
 * is written out whole, as `toJSON` does, ends in `.**`.
 */
export function flowing(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'context':
      return [expression.path];
    case 'call': {
      if (plainResults.has(expression.name)) return [];
      const paths = expression.arguments.flatMap(flowing);
      return expression.name === 'tojson' ? paths.map((path) => `${path.replace(/\.\*\*$/, '')}.**`) : paths;
    }
    case 'binary':
      if (expression.operator === '||') return [...flowing(expression.left), ...flowing(expression.right)];
      // The left side comes out only where it is false or empty.
      return expression.operator === '&&' ? flowing(expression.right) : [];
    default:
      return [];
  }
}
