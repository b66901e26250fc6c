interface Entry<T> {
  readonly at: number;
  readonly value: Promise<T>;
  /** A younger value that is on its way. */
  next: Promise<T> | null;
}

/**
 * Values that may be so old and no older. From half that age on, asking for one renews it while the old one is still
 * given; beyond it the caller waits. Callers at once share one question. A failure is never kept.
 */
export class Fresh<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #maxAge: number;
  readonly #now: () => number;
  readonly #most: number;

  constructor(maxAge: number, now: () => number, most = 1000) {
    this.#maxAge = maxAge;
    this.#now = now;
    this.#most = most;
  }

  async get(key: string, load: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return await this.#load(key, load);
    const age = this.#now() - entry.at;
    if (age < this.#maxAge / 2) return await entry.value;
    entry.next ??= this.#renew(key, entry, load);
    if (age >= this.#maxAge) return await entry.next;
    entry.next.catch(() => {});
    return await entry.value;
  }

  /** Forgets everything whose key begins so. */
  forget(prefix: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(prefix)) this.#entries.delete(key);
  }

  async #load(key: string, load: () => Promise<T>): Promise<T> {
    const entry: Entry<T> = { at: this.#now(), value: load(), next: null };
    this.#keep(key, entry);
    try {
      return await entry.value;
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      throw error;
    }
  }

  async #renew(key: string, old: Entry<T>, load: () => Promise<T>): Promise<T> {
    const at = this.#now();
    try {
      const value = await load();
      // Signing out meanwhile has dropped the entry: then the answer is not for keeping.
      if (this.#entries.get(key) === old) this.#keep(key, { at, value: Promise.resolve(value), next: null });
      return value;
    } catch (error) {
      old.next = null;
      throw error;
    }
  }

  #keep(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
  }
}
