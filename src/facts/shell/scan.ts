interface Scanned {
  readonly words: readonly string[];
  readonly text: string;
  readonly line: number;
  readonly depth: number;
}

/** Goes once over a script, character by character. Whatever is not closed ends with the script. */
export class Scan {
  readonly #script: string;
  #at = 0;
  #line = 0;
  #depth = 0;
  #words: string[] = [];
  #word: string | null = null;
  #start = 0;
  #startLine = 0;
  /** The next word is the target of a redirection, or the end mark of a here-document. */
  #target: 'file' | 'mark' | null = null;
  #marks: string[] = [];

  constructor(script: string) {
    this.#script = script;
  }

  *commands(): Generator<Scanned> {
    for (; this.#at < this.#script.length; this.#at += 1) {
      const char = this.#script[this.#at] as string;
      if (char === '\n') {
        yield* this.#end();
        this.#newline();
      } else if (char === ' ' || char === '\t' || char === '\r') this.#endWord();
      else if (char === '#' && this.#word === null) {
        yield* this.#end();
        this.#skipTo('\n');
      } else if (char === '>' || char === '<') this.#redirect(char);
      else if (char === '&' && this.#script[this.#at + 1] === '>') this.#endWord();
      else if (char === ';' || char === '&' || char === '|') yield* this.#end();
      else if (char === '(') yield* this.#open();
      else if (char === ')') yield* this.#close();
      else this.#part(char);
    }
    yield* this.#end();
  }

  *#end(): Generator<Scanned> {
    this.#endWord();
    if (this.#words.length > 0) {
      const text = this.#script.slice(this.#start, this.#at);
      yield { words: this.#words, text, line: this.#startLine, depth: this.#depth };
    }
    this.#words = [];
  }

  *#open(): Generator<Scanned> {
    const function_ = this.#script[this.#at + 1] === ')' && (this.#words.length > 0 || this.#word !== null);
    if (function_) {
      this.#drop();
      this.#at += 1;
    } else {
      yield* this.#end();
      this.#depth += 1;
    }
  }

  *#close(): Generator<Scanned> {
    if (this.#depth > 0) {
      yield* this.#end();
      this.#depth -= 1;
    } else this.#drop(); // The pattern of a `case`.
  }

  #drop(): void {
    this.#word = null;
    this.#words = [];
  }

  #endWord(): void {
    if (this.#word === null) return;
    if (this.#target === null) this.#words.push(this.#word);
    else if (this.#target === 'mark') this.#marks.push(this.#word.replace(/^-/, ''));
    this.#target = null;
    this.#word = null;
  }

  #append(text: string): void {
    if (this.#word === null) {
      if (this.#words.length === 0) {
        this.#start = this.#at;
        this.#startLine = this.#line;
      }
      this.#word = '';
    }
    this.#word += text;
  }

  /** One part of a word; leaves `#at` on its last character. */
  #part(char: string): void {
    const next = this.#script[this.#at + 1];
    if (char === '\\') {
      if (next === '\n' || (next === '\r' && this.#script[this.#at + 2] === '\n')) {
        if (this.#word !== null && /\s/.test(this.#script[this.#at - 1] ?? ' ')) this.#endWord();
        this.#line += 1;
        this.#at += next === '\n' ? 1 : 2;
      } else {
        this.#append(next ?? '\\');
        this.#at += 1;
      }
    } else if (char === "'") this.#quoted("'");
    else if (char === '"') this.#double();
    else if (char === '`') this.#verbatim('`', this.#at + 1);
    else if (char === '$' && next === '{') {
      this.#verbatim(this.#script[this.#at + 2] === '{' ? '}}' : '}', this.#at + 2);
    } else if (char === '$' && next === '(') this.#substitution();
    else this.#append(char);
  }

  #quoted(quote: string): void {
    const close = this.#script.indexOf(quote, this.#at + 1);
    const end = close < 0 ? this.#script.length : close;
    this.#append(this.#script.slice(this.#at + 1, end));
    this.#move(end);
  }

  #double(): void {
    this.#append('');
    const { length } = this.#script;
    for (this.#at += 1; this.#at < length; this.#at += 1) {
      const char = this.#script[this.#at] as string;
      const next = this.#script[this.#at + 1];
      if (char === '"') return;
      if (char === '\\' && next !== undefined && '"\\$`'.includes(next)) {
        this.#append(next);
        this.#at += 1;
      } else if (char === '$' && next === '(') this.#substitution();
      else {
        if (char === '\n') this.#line += 1;
        this.#append(char);
      }
    }
  }

  #verbatim(closing: string, from: number): void {
    const close = this.#script.indexOf(closing, from);
    const end = close < 0 ? this.#script.length : close + closing.length - 1;
    this.#append(this.#script.slice(this.#at, end + 1));
    this.#move(end);
  }

  /** `$( … )` as written, with what is quoted or nested in it. */
  #substitution(): void {
    let depth = 0;
    let end = this.#at + 1;
    for (; end < this.#script.length; end += 1) {
      const char = this.#script[end];
      if (char === '\\') end += 1;
      else if (char === "'") {
        const close = this.#script.indexOf("'", end + 1);
        if (close > 0) end = close;
      } else if (char === '(') depth += 1;
      else if (char === ')') {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.#append(this.#script.slice(this.#at, end + 1));
    this.#move(Math.min(end, this.#script.length));
  }

  #redirect(char: string): void {
    if (this.#script[this.#at + 1] === '(') {
      this.#at += 1;
      this.#substitution();
      return;
    }
    if (this.#word !== null && /^\d+$/.test(this.#word)) this.#word = null;
    this.#endWord();
    const operator = /[<>]{1,3}[&|-]?/y;
    operator.lastIndex = this.#at;
    const [found = char] = operator.exec(this.#script) ?? [];
    this.#target = found.startsWith('<<') && !found.startsWith('<<<') ? 'mark' : 'file';
    this.#at += found.length - 1;
  }

  /** Steps over the bodies of here-documents that began on the line. */
  #newline(): void {
    this.#line += 1;
    for (const mark of this.#marks) {
      while (this.#at + 1 < this.#script.length) {
        const from = this.#at + 1;
        this.#skipTo('\n');
        const body = this.#script.slice(from, this.#at + 1).trim();
        this.#at += 1;
        this.#line += 1;
        if (body === mark) break;
      }
    }
    this.#marks = [];
  }

  /** Leaves `#at` on the character before the next `stop`. */
  #skipTo(stop: string): void {
    const found = this.#script.indexOf(stop, this.#at + 1);
    this.#at = (found < 0 ? this.#script.length : found) - 1;
  }

  #move(end: number): void {
    for (let at = this.#at; at < end; at += 1) if (this.#script[at] === '\n') this.#line += 1;
    this.#at = end;
  }
}
