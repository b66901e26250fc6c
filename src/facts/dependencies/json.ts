/** Parses JSON. Throws an `Error` that shows nothing of the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('not valid JSON');
  }
}

const keyPattern = /^\s*"((?:[^"\\]|\\.){1,300})"\s*:/;

/**
 * Lines on which keys of a JSON text stand, as far as it is written with one key a line, which everything that
 * writes such files does. The first line counts for a key that occurs more than once.
 */
export class JsonLines {
  readonly #places = new Map<string, number>();

  constructor(text: string) {
    let section = '';
    let outer: number | null = null;
    text.split('\n').forEach((line, index) => {
      const match = keyPattern.exec(line.length > 2000 ? line.slice(0, 2000) : line);
      if (!match?.[1]) return;
      const key = match[1];
      const depth = line.length - line.trimStart().length;
      outer ??= depth;
      if (depth === outer) section = key;
      for (const place of [key, `${section}\n${key}`]) {
        if (!this.#places.has(place)) this.#places.set(place, index + 1);
      }
    });
  }

  /** The line of `key` below the top-level key `section`, else wherever `key` stands first. */
  of(key: string, section = ''): number {
    return this.#places.get(`${section}\n${key}`) ?? this.#places.get(key) ?? 1;
  }
}
