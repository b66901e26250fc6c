/** `exact`: all the strings a part can match. `best`: strings of which each match holds at least one. */
interface Needed {
  readonly exact: readonly string[] | null;
  readonly best: readonly string[] | null;
}

const most = 24;
const nothing: Needed = { exact: null, best: null };
const empty: Needed = { exact: [''], best: null };

/**
 * Literals of which every match of a pattern contains at least one, derived from the pattern itself in the way of
 * RE2's prefilter; in lower case for a pattern that ignores case. Understands what patterns of credentials use: literals, classes, groups,
 * alternatives, quantifiers and assertions; everything it does not understand narrows the answer, never the match.
 * @throws Error for a pattern that requires no literal of at least `shortest` characters
 */
export function anchorsOf(pattern: RegExp, shortest = 3): readonly string[] {
  const parser = new Parser(pattern.source);
  const best = strongest(parser.alternatives());
  if (best === null || weight(best) < shortest) throw new Error(`no literal is required by ${pattern.source}`);
  const literals = [...new Set(pattern.ignoreCase ? best.map((literal) => literal.toLowerCase()) : best)];
  return literals.filter((literal) => !literals.some((other) => other !== literal && literal.includes(other))).sort();
}

function weight(literals: readonly string[]): number {
  return Math.min(...literals.map((literal) => literal.length));
}

function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return a ?? b;
  const [one, other] = [Math.min(weight(a), 6), Math.min(weight(b), 6)];
  return other > one || (other === one && b.length < a.length) ? b : a;
}

function strongest({ exact, best }: Needed): readonly string[] | null {
  return better(best, exact);
}

/** Characters that stand for themselves, up to one that a quantifier follows. */
const plainRun = /[^\\()[\]{}|?*+.^$]+(?![?*+{])/y;
const quantifiers = /(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/y;
const openings = /\?(?:[:=!]|<[=!]|<[A-Za-z]\w*>)/y;
const classBodies = /(?:\\.|[^\]\\])*/y;

class Parser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  alternatives(): Needed {
    const branches = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      branches.push(this.#sequence());
    }
    if (branches.length === 1) return branches[0] ?? nothing;
    if (branches.every(({ exact }) => exact !== null)) {
      const union = [...new Set(branches.flatMap(({ exact }) => exact ?? []))];
      if (union.length <= most) return { exact: union, best: null };
    }
    const bests = branches.map(strongest);
    return bests.some((best) => best === null || weight(best) === 0)
      ? nothing
      : { exact: null, best: [...new Set(bests.flatMap((best) => best ?? []))] };
  }

  #sequence(): Needed {
    let run: readonly string[] = [''];
    let whole = true;
    let best: readonly string[] | null = null;
    while (this.#at < this.#source.length && this.#source[this.#at] !== '|' && this.#source[this.#at] !== ')') {
      const part = this.#quantified();
      best = better(best, part.best);
      const crossed: readonly string[] | null =
        part.exact !== null && part.exact.length * run.length <= most
          ? run.flatMap((head) => (part.exact ?? []).map((tail) => head + tail))
          : null;
      if (crossed === null) {
        best = better(best, run);
        whole = false;
        run = part.exact !== null && part.exact.length <= most ? part.exact : [''];
      } else run = crossed;
    }
    return whole ? { exact: run, best } : { exact: null, best: better(best, run) };
  }

  #quantified(): Needed {
    const part = this.#atom();
    const quantifier = this.#take(quantifiers);
    if (quantifier === null) return part;
    const sign = quantifier[0][0];
    if (sign === '?') return part.exact === null ? nothing : { exact: ['', ...part.exact], best: null };
    if (sign === '*' || quantifier[1] === '0') return nothing;
    if (quantifier[1] === '1' && quantifier[2] === '') return part;
    return { exact: null, best: strongest(part) };
  }

  #atom(): Needed {
    const plain = this.#take(plainRun);
    if (plain !== null) return { exact: [plain[0]], best: null };
    const char = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '\\') return this.#escape();
    if (char === '^' || char === '$') return empty;
    return char === '.' ? nothing : { exact: [char], best: null };
  }

  #group(): Needed {
    const opening = this.#take(openings)?.[0] ?? '';
    const inner = this.alternatives();
    this.#at += 1;
    return /[=!]$/.test(opening) ? empty : inner;
  }

  #class(): Needed {
    const body = this.#take(classBodies)?.[0] ?? '';
    this.#at += 1;
    return /^-?[\w~ ."']{1,6}-?$/.test(body) ? { exact: [...body], best: null } : nothing;
  }

  #escape(): Needed {
    const char = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (char === 'b' || char === 'B') return empty;
    if (char === 'p') this.#at = this.#source.indexOf('}', this.#at) + 1;
    if (char === 'd') return { exact: [...'0123456789'], best: null };
    return /[a-zA-Z0-9]/.test(char) ? nothing : { exact: [char], best: null };
  }
}
