import type { Position } from '../../model.ts';

/** Turns offsets in a text into positions; quick where offsets come roughly in order. */
export class Places {
  readonly #starts: number[] = [0];
  readonly #cell: number | undefined;
  readonly #length: number;
  #line = 0;
  #offset = -1;
  #position: Position = { line: 1, column: 1 };

  /** Lines that are neither blank nor comment only. */
  readonly code: number;

  constructor(text: string, cell?: number) {
    this.#cell = cell;
    this.#length = text.length;
    const carriage = text.includes('\r');
    let code = 0;
    for (let start = 0; start <= text.length; ) {
      if (beginsCode(text, start)) code++;
      const end = carriage ? lineEnd(text, start) : text.indexOf('\n', start) + 1;
      if (end === 0) break;
      this.#starts.push(end);
      start = end;
    }
    this.code = code;
  }

  /** Expressions that begin at the same place, such as `a`, `a.b` and `a.b()`, share one object. */
  at(offset: number): Position {
    if (offset === this.#offset) return this.#position;
    const line = this.#find(offset);
    const column = offset - (this.#starts[line] as number) + 1;
    this.#offset = offset;
    this.#position =
      this.#cell === undefined ? { line: line + 1, column } : { line: line + 1, column, cell: this.#cell };
    return this.#position;
  }

  line(offset: number): number {
    return this.#find(offset) + 1;
  }

  /** Number of lines, an empty one at the end not counted. */
  get lines(): number {
    const last = this.#starts.at(-1) as number;
    return last === this.#length ? this.#starts.length - 1 : this.#starts.length;
  }

  lineStart(offset: number): number {
    return this.#starts[this.#find(offset)] as number;
  }

  /** Where the next line begins, or the text ends. */
  lineEnd(offset: number): number {
    return this.#starts[this.#find(offset) + 1] ?? this.#length;
  }

  #find(offset: number): number {
    const starts = this.#starts;
    const near = this.#line;
    for (let line = near; line < near + 4 && line < starts.length; line++) {
      if ((starts[line] as number) <= offset && offset < (starts[line + 1] ?? Number.POSITIVE_INFINITY)) {
        this.#line = line;
        return line;
      }
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    this.#line = low;
    return low;
  }
}

function beginsCode(text: string, start: number): boolean {
  for (let offset = start; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code !== 32 && code !== 9 && code !== 12) return code !== 35 && code !== 10 && code !== 13;
  }
  return false;
}

/** Offset after the next line break of any kind; 0 where there is none. */
function lineEnd(text: string, start: number): number {
  for (let offset = start; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) return offset + 1;
  }
  return 0;
}
