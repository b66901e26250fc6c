/** Arguments of a call, from which options are taken one after the other. */
export class Arguments {
  #words: string[];

  constructor(words: readonly string[]) {
    const end = words.indexOf('--');
    this.#words = end < 0 ? [...words] : words.slice(0, end);
  }

  /** The value of an option, written apart (`-C dir`), with `=`, or after a single letter (`-Cdir`). */
  take(...names: readonly string[]): string | null {
    for (const [index, word] of this.#words.entries()) {
      if (names.includes(word)) return this.#words.splice(index, 2)[1] ?? null;
      const name = names.find((one) => word.startsWith(one.length === 2 ? one : `${one}=`));
      if (name === undefined) continue;
      this.#words.splice(index, 1);
      return word.slice(name.length).replace(/^=/, '');
    }
    return null;
  }

  /** What is no option. */
  rest(): readonly string[] {
    return this.#words.filter((word) => !word.startsWith('-'));
  }
}
