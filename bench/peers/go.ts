/** A value of the few expressions in Go that lists of samples are written in; `null` for what is not understood. */
export type GoValue = string | readonly string[] | ReadonlyMap<string, string> | null;

/** What a function of the file's surroundings gives. */
export type GoFunction = (args: readonly GoValue[]) => GoValue;

interface Token {
  readonly kind: 'string' | 'name' | 'sign';
  readonly text: string;
}

/** Reads assignments and calls of a Go file in their order; nothing is executed. */
export class GoFile {
  readonly #tokens: readonly Token[];
  readonly #functions: Readonly<Record<string, GoFunction>>;
  #at = 0;
  #known = new Map<string, GoValue>();

  constructor(text: string, functions: Readonly<Record<string, GoFunction>>) {
    this.#tokens = tokensOf(text);
    this.#functions = functions;
  }

  /** Calls `visit` for every call of a function whose name begins so, with its arguments. */
  each(prefix: string, visit: (args: readonly GoValue[]) => void): void {
    for (this.#at = 0; this.#at < this.#tokens.length; ) {
      const { kind, text } = this.#peek();
      if (kind === 'name' && text === 'func') this.#known = new Map();
      const name = kind === 'name' ? this.#path() : '';
      if (name !== '' && (this.#peek().text === ':=' || this.#peek().text === '=')) {
        this.#at += 1;
        const start = this.#at;
        this.#known.set(name, this.#expression());
        if (this.#at === start) this.#at += 1;
      } else if (name.startsWith(prefix) && this.#peek().text === '(') visit(this.#list('(', ')'));
      else if (name === '') this.#at += 1;
    }
  }

  /** The value of a variable after everything was read. */
  value(name: string): GoValue {
    return this.#known.get(name) ?? null;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: 'sign', text: '' };
  }

  #path(): string {
    let name = this.#peek().text;
    this.#at += 1;
    while (this.#peek().text === '.' && this.#peek(1).kind === 'name') {
      name += `.${this.#peek(1).text}`;
      this.#at += 2;
    }
    return name;
  }

  #expression(): GoValue {
    let value = this.#operand();
    while (this.#peek().text === '+') {
      this.#at += 1;
      const next = this.#operand();
      value = typeof value === 'string' && typeof next === 'string' ? value + next : null;
    }
    return value;
  }

  #operand(): GoValue {
    const { kind, text } = this.#peek();
    if (kind === 'string') {
      this.#at += 1;
      return text;
    }
    if (text === '(') return this.#list('(', ')')[0] ?? null;
    if (text === '[' && this.#peek(1).text === ']') {
      this.#at += 3;
      return this.#peek().text === '{' ? flat(this.#list('{', '}')) : null;
    }
    if (text === 'map') {
      while (this.#peek().text !== '{' && this.#at < this.#tokens.length) this.#at += 1;
      return this.#map();
    }
    if (kind !== 'name') return null;
    const name = this.#path();
    if (this.#peek().text === '(') return this.#call(name, this.#list('(', ')'));
    if (name === 'nil') return [];
    return this.#known.get(name) ?? null;
  }

  #call(name: string, args: readonly GoValue[]): GoValue {
    if (name === 'append') return flat(args);
    return this.#functions[name]?.(args) ?? null;
  }

  #list(open: string, close: string): GoValue[] {
    const items: GoValue[] = [];
    if (this.#peek().text !== open) return items;
    this.#at += 1;
    while (this.#at < this.#tokens.length && this.#peek().text !== close) {
      const start = this.#at;
      items.push(this.#expression());
      let depth = 0;
      // What is left of an item that is not understood.
      while (this.#at < this.#tokens.length && (depth > 0 || ![',', close].includes(this.#peek().text))) {
        const { kind, text } = this.#peek();
        if (kind === 'sign' && '([{'.includes(text)) depth += 1;
        if (kind === 'sign' && ')]}'.includes(text)) depth -= 1;
        this.#at += 1;
      }
      if (this.#peek().text === ',') this.#at += 1;
      else if (this.#at === start) this.#at += 1;
    }
    this.#at += 1;
    return items;
  }

  #map(): ReadonlyMap<string, string> {
    const entries = new Map<string, string>();
    this.#at += 1;
    while (this.#at < this.#tokens.length && this.#peek().text !== '}') {
      const key = this.#expression();
      const colon = this.#peek().text === ':';
      this.#at += 1;
      const value = colon ? this.#expression() : null;
      if (typeof key === 'string' && typeof value === 'string') entries.set(key, value);
      if (this.#peek().text === ',') this.#at += 1;
    }
    this.#at += 1;
    return entries;
  }
}

/** One list of everything in the given ones. */
function flat(values: readonly GoValue[]): readonly string[] {
  return values.flatMap((value) => (typeof value === 'string' ? [value] : Array.isArray(value) ? value : []));
}

const token =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|`([^`]*)`|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)*'|([A-Za-z_]\w*)|\d[\w.]*|:=|[\s\S]/g;

function tokensOf(text: string): Token[] {
  return [...text.matchAll(token)].flatMap(([all, raw, quoted, name]): Token[] => {
    if (raw !== undefined) return [{ kind: 'string', text: raw.replaceAll('\r', '') }];
    if (quoted !== undefined) return [{ kind: 'string', text: unescaped(quoted) }];
    if (name !== undefined) return [{ kind: 'name', text: name }];
    return /^(?:\s|\/\/|\/\*)/.test(all) ? [] : [{ kind: 'sign', text: all }];
  });
}

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex, unicode, letter) =>
    letter === undefined
      ? String.fromCharCode(Number.parseInt(hex ?? unicode, 16))
      : (letters[letter as string] ?? (letter as string)),
  );
}
