/** Makes texts that regular expressions match, always the same ones. */
export class Sampler {
  #state = 0x2545f491;

  /** A text that the expression matches: literals, classes, groups, alternatives and counts. */
  of(expression: string): string {
    const [text] = this.#alternatives(expression, 0);
    return text;
  }

  #alternatives(source: string, from: number): [text: string, end: number] {
    const branches: string[] = [''];
    let at = from;
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        branches.push('');
        at += 1;
        continue;
      }
      const [choose, end] = this.#atom(source, at);
      const [least, most, next] = countAt(source, end);
      const times = least + this.#below(most - least + 1);
      let text = '';
      for (let count = 0; count < times; count++) text += choose();
      branches[branches.length - 1] += text;
      at = next;
    }
    return [branches[this.#below(branches.length)] ?? '', at];
  }

  #atom(source: string, at: number): [choose: () => string, end: number] {
    const sign = source[at] ?? '';
    if (sign === '(') {
      const start = at + (/^\(\?(?:[a-z-]*:|P?<\w+>)|^\(\?[a-z]+(?=\))|^\(/.exec(source.slice(at))?.[0].length ?? 1);
      const [, end] = this.#alternatives(source, start);
      return [() => this.#alternatives(source, start)[0], end + 1];
    }
    if (sign === '[') {
      const end = classEnd(source, at);
      const characters = charactersOf(source.slice(at + 1, end));
      return [() => characters[this.#below(characters.length)] ?? '', end + 1];
    }
    if (sign === '\\') {
      const characters = charactersOf(source.slice(at, at + 2));
      return [() => characters[this.#below(characters.length)] ?? '', at + 2];
    }
    if (sign === '.') return [() => 'x', at + 1];
    return [() => ('^$'.includes(sign) ? '' : sign), at + 1];
  }

  #below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return limit <= 1 ? 0 : (this.#state >>> 0) % limit;
  }
}

function countAt(source: string, at: number): [least: number, most: number, end: number] {
  const [all, least, comma, most] = /^\{(\d+)(,)?(\d*)\}/.exec(source.slice(at)) ?? [];
  if (all !== undefined) {
    const from = Number(least);
    return [from, comma === undefined ? from : most === '' ? from + 8 : Number(most), at + all.length];
  }
  const sign = source[at] ?? '';
  if (sign === '?') return [0, 1, at + 1];
  if (sign === '*') return [0, 8, at + 1];
  return sign === '+' ? [1, 8, at + 1] : [1, 1, at];
}

function classEnd(source: string, at: number): number {
  let end = at + 1;
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  return end;
}

function charactersOf(inner: string): string {
  const range = (from: string, to: string): string => {
    let characters = '';
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) characters += String.fromCharCode(code);
    return characters;
  };
  const letters = range('a', 'z') + range('A', 'Z');
  const digits = range('0', '9');
  const classes: Readonly<Record<string, string>> = {
    '\\w': `${letters}${digits}_`,
    '\\d': digits,
    '\\s': ' ',
    '\\n': '\n',
    '\\r': '\r',
    '\\t': '\t',
    '\\b': '',
  };
  return inner.replace(/\\.|([^\\])-([^\\\]])/g, (all, from, to) =>
    from === undefined ? (classes[all] ?? all.slice(1)) : range(from as string, to as string),
  );
}
