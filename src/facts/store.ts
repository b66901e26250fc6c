import type { Document, Facts, FileEntry, Need, Place, Reader, Unread } from '../model.ts';
import { globs } from './globs.ts';

/** Something unread, with the needles that its raw bytes hold; `null` where they could not be looked at. */
export interface UnreadPart extends Unread {
  readonly reader: string;
  readonly needles: ReadonlySet<string> | null;
}

/** All that was gathered, before any view narrows it. */
export interface Store {
  readonly name: string;
  readonly commit: string | null;
  readonly files: readonly FileEntry[];
  readonly tree: ReadonlyMap<string, FileEntry>;
  readonly place: (path: string) => Place;
  /** Reader kind → its documents, sorted by path. */
  readonly documents: ReadonlyMap<string, readonly Document<unknown>[]>;
  readonly unread: readonly UnreadPart[];
}

/** The facts of a whole repository over what was gathered. */
export function factsOf(store: Store): Facts {
  return new View(store, '', null, new Map());
}

/** One view on the store. Views are kept by label, so that whatever is derived from one is derived once. */
class View implements Facts {
  readonly name: string;
  readonly commit: string | null;
  readonly files: readonly FileEntry[];
  readonly tree: ReadonlyMap<string, FileEntry>;
  readonly #store: Store;
  readonly #label: string;
  readonly #keep: ((path: string) => boolean) | null;
  readonly #views: Map<string, View>;
  readonly #documents = new Map<string, readonly Document<unknown>[]>();
  readonly #byPath = new Map<string, ReadonlyMap<string, unknown>>();

  constructor(store: Store, label: string, keep: ((path: string) => boolean) | null, views: Map<string, View>) {
    this.#store = store;
    this.#label = label;
    this.#keep = keep;
    this.#views = views;
    this.name = store.name;
    this.commit = store.commit;
    this.tree = store.tree;
    this.files = keep === null ? store.files : Object.freeze(store.files.filter(({ path }) => keep(path)));
    Object.freeze(this);
  }

  place(path: string): Place {
    return this.#store.place(path);
  }

  documents<T>(reader: Reader<T>): readonly Document<T>[] {
    let documents = this.#documents.get(reader.kind);
    if (documents === undefined) {
      const all = this.#store.documents.get(reader.kind) ?? [];
      const keep = this.#keep;
      documents = keep === null ? all : Object.freeze(all.filter(({ path }) => keep(path)));
      this.#documents.set(reader.kind, documents);
    }
    return documents as readonly Document<T>[];
  }

  document<T>(reader: Reader<T>, path: string): T | undefined {
    let byPath = this.#byPath.get(reader.kind);
    if (byPath === undefined) {
      byPath = new Map(this.documents(reader).map((document) => [document.path, document.value]));
      this.#byPath.set(reader.kind, byPath);
    }
    return byPath.get(path) as T | undefined;
  }

  unread(need: Need): readonly Unread[] {
    const among = need.paths === undefined ? () => true : globs(need.paths);
    const except = globs(need.except ?? []);
    const wanted = (path: string) => among(path) && !except(path);
    return this.#store.unread.filter(
      (part) =>
        part.reader === need.reader.kind &&
        (this.#keep === null || this.#keep(part.path)) &&
        wanted(part.path) &&
        (need.needles === undefined ||
          part.needles === null ||
          need.needles.some((needle) => part.needles?.has(needle))),
    );
  }

  view(label: string, keep: (path: string) => boolean): Facts {
    const full = this.#label === '' ? label : `${this.#label} ${label}`;
    let view = this.#views.get(full);
    if (view === undefined) {
      const outer = this.#keep;
      view = new View(this.#store, full, outer === null ? keep : (path) => outer(path) && keep(path), this.#views);
      this.#views.set(full, view);
    }
    return view;
  }
}
