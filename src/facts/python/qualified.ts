/** A longer name than this tells nobody anything; it is unknown instead. */
const LONGEST = 256;

/** Builds qualified names; equal ones are one string, since a module has very many of them. */
export class Qualified {
  readonly #attributes = new Map<string, Map<string, string | null>>();
  readonly #called = new Map<string, string | null>();
  readonly #items = new Map<string, string | null>();

  attribute(base: string, name: string): string | null {
    let names = this.#attributes.get(base);
    if (names === undefined) {
      names = new Map();
      this.#attributes.set(base, names);
    }
    let joined = names.get(name);
    if (joined === undefined) {
      joined = base.length + name.length < LONGEST ? `${base}.${name}` : null;
      names.set(name, joined);
    }
    return joined;
  }

  called(base: string): string | null {
    return suffixed(this.#called, base, '()');
  }

  item(base: string): string | null {
    return suffixed(this.#items, base, '[]');
  }
}

function suffixed(known: Map<string, string | null>, base: string, suffix: string): string | null {
  let joined = known.get(base);
  if (joined === undefined) {
    joined = base.length + suffix.length <= LONGEST ? base + suffix : null;
    known.set(base, joined);
  }
  return joined;
}
