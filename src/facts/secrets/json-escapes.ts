const sequence = /\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g;
const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** A text with JSON's escapes (RFC 8259, 7) undone, and the way back to offsets of the original. */
export interface Unescaped {
  readonly text: string;
  original(offset: number): number;
}

export function unescapeJson(source: string): Unescaped {
  const parts: string[] = [];
  const starts: number[] = [0];
  const origins: number[] = [0];
  let length = 0;
  let copied = 0;
  for (const match of source.matchAll(sequence)) {
    const plain = source.slice(copied, match.index);
    const char =
      match[1] !== undefined
        ? String.fromCharCode(Number.parseInt(match[1], 16))
        : (letters[match[2] ?? ''] ?? match[2] ?? '');
    parts.push(plain, char);
    length += plain.length + char.length;
    copied = match.index + match[0].length;
    starts.push(length);
    origins.push(copied);
  }
  parts.push(source.slice(copied));
  return {
    text: parts.join(''),
    original: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return (origins[low] ?? 0) + offset - (starts[low] ?? 0);
    },
  };
}
