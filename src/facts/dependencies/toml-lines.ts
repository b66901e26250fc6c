interface Place {
  readonly line: number;
  readonly children: Map<string | number, Place>;
  /** How many tables of an array of tables were seen. */
  tables: number;
}

/** Where each key and element of a TOML document stands. `text` must be valid: this finds places, not mistakes. */
export class TomlLines {
  readonly #text: string;
  readonly #root: Place = { line: 1, children: new Map(), tables: 0 };
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
    this.#document();
  }

  /** The line of a key or element, or of the nearest table around it. */
  of(...path: readonly (string | number)[]): number {
    let place = this.#root;
    for (const key of path) {
      const next = place.children.get(key);
      if (next === undefined) break;
      place = next;
    }
    return place.line;
  }

  #child(place: Place, key: string | number): Place {
    const known = place.children.get(key);
    if (known) return known;
    const child = { line: this.#line, children: new Map(), tables: 0 };
    place.children.set(key, child);
    return child;
  }

  /** Goes down a dotted key; within arrays of tables, to their last table. */
  #descend(from: Place, keys: readonly string[]): Place {
    let place = from;
    for (const key of keys) {
      if (place.tables > 0) place = this.#child(place, place.tables - 1);
      place = this.#child(place, key);
    }
    return place;
  }

  #document(): void {
    let table = this.#root;
    for (this.#blank(); this.#at < this.#text.length; this.#blank()) {
      if (this.#text[this.#at] === '[') {
        const array = this.#text[this.#at + 1] === '[';
        this.#at += array ? 2 : 1;
        table = this.#descend(this.#root, this.#keys());
        if (array) {
          table.tables += 1;
          table = this.#child(table, table.tables - 1);
        } else if (table.tables > 0) table = this.#child(table, table.tables - 1);
        this.#at += array ? 2 : 1;
      } else this.#pair(table);
    }
  }

  #pair(table: Place): void {
    const place = this.#descend(table, this.#keys());
    this.#at += 1;
    this.#value(place);
  }

  #value(place: Place): void {
    this.#blank();
    const opening = this.#text[this.#at];
    if (opening === '"' || opening === "'") this.#string();
    else if (opening === '[' || opening === '{') {
      this.#at += 1;
      for (let index = 0; this.#more(opening === '[' ? ']' : '}'); index += 1) {
        if (opening === '[') this.#value(this.#child(place, index));
        else this.#pair(place);
      }
    } else while (this.#at < this.#text.length && !',]}\n#'.includes(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  /** Whether another element follows; steps over the comma or the closing bracket. */
  #more(closing: string): boolean {
    this.#blank();
    if (this.#text[this.#at] === ',') {
      this.#at += 1;
      this.#blank();
    }
    if (this.#at >= this.#text.length) return false;
    if (this.#text[this.#at] !== closing) return true;
    this.#at += 1;
    return false;
  }

  #blank(): void {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text[this.#at];
      if (char === '\n') this.#line += 1;
      else if (char === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = (end < 0 ? this.#text.length : end) - 1;
      } else if (char !== ' ' && char !== '\t' && char !== '\r') return;
    }
  }

  #keys(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.#blank();
      const start = this.#at;
      if (this.#text[start] === '"' || this.#text[start] === "'") {
        this.#string();
        keys.push(this.#text.slice(start + 1, this.#at - 1));
      } else {
        while (/[\w-]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
        keys.push(this.#text.slice(start, this.#at));
      }
      this.#blank();
      if (this.#text[this.#at] !== '.') return keys;
      this.#at += 1;
    }
  }

  #string(): void {
    const quote = this.#text[this.#at] ?? '';
    const long = this.#text.startsWith(quote.repeat(3), this.#at);
    const closing = long ? quote.repeat(3) : quote;
    for (this.#at += closing.length; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text[this.#at];
      if (char === '\n') this.#line += 1;
      else if (char === '\\' && quote === '"') {
        this.#at += 1;
        if (this.#text[this.#at] === '\n') this.#line += 1;
      } else if (char === quote && this.#text.startsWith(closing, this.#at)) {
        this.#at += closing.length;
        // A long string may end in quotes of its own.
        while (long && this.#text[this.#at] === quote) this.#at += 1;
        return;
      }
    }
  }
}
