import type {
  Cap,
  Config,
  Document,
  Facts,
  FileEntry,
  FileText,
  Gap,
  Need,
  Parsed,
  Place,
  Reader,
  Source,
} from '../model.ts';
import { attributes, linguistVendored } from './attributes.ts';
import { decode } from './decode.ts';
import { globs } from './globs.ts';
import { type Needles, needlesOf } from './needles.ts';
import { placesOf } from './places.ts';
import { factsOf, type UnreadPart } from './store.ts';
import { windows } from './windows.ts';

// biome-ignore lint/suspicious/noExplicitAny: readers of every type are handled alike
type AnyReader = Reader<any>;

/** What one reader is wanted for: all needs that name it. */
interface Wanted {
  readonly reader: AnyReader;
  /** Whether somebody wants this file, by path and place; what it takes to be parsed, `null` for nothing. */
  wants(path: string, place: Place): boolean;
  needles(path: string, place: Place): Needles | null;
  /** Every needle that anybody has, to tell for whom an unread part matters. */
  readonly known: Needles;
}

/**
 * Parses a file on another thread, by the reader of that kind, as `parse` of the reader would do here.
 * Rejects with an `Error` whose message can be shown to people.
 */
export type Aside = (kind: string, path: string, bytes: Uint8Array) => Promise<Parsed<unknown> | null>;

export interface GatherOptions {
  /** Where readers with `aside` run; here where absent. */
  readonly aside?: Aside;
  /** Only these paths are read and are evidence; the others are in the tree alone. All where absent. */
  readonly evidence?: (path: string) => boolean;
  /** Called with the number of files done and the number known so far. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Reads a source once and parses what the needs ask for: the last asynchronous step of an audit.
 * A file that cannot be read or parsed is recorded as unread; nothing in a repository's content makes this throw.
 * @throws whatever the source throws when it cannot list its entries
 */
export async function gather(
  source: Source,
  needs: readonly Need[],
  config: Config,
  options: GatherOptions = {},
): Promise<Facts> {
  const all = await source.entries();
  const tree = new Map(all.map((entry) => [entry.path, entry]));
  const { evidence } = options;
  const entries = evidence === undefined ? all : all.filter(({ path }) => evidence(path));
  const gathering = new Gathering(source, tree, config, options);

  await gathering.read(
    entries,
    unite([{ reader: attributes }]),
    () => true,
    () => 'code',
  );
  const vendored = linguistVendored(gathering.of(attributes));
  const place = placesOf(entries, vendored);
  const ignored = globs(config.ignore);
  const own = (path: string) => place(path) !== 'vendored' && !ignored(path);

  const wanted = unite(needs.filter(({ reader }) => reader.kind !== attributes.kind));
  await gathering.read(entries, wanted, own, place);
  return factsOf({
    name: source.name,
    commit: source.commit,
    files: Object.freeze(entries.filter(({ path }) => !ignored(path))),
    tree,
    place,
    documents: gathering.documents(),
    unread: gathering.unread(),
  });
}

class Gathering {
  readonly #source: Source;
  readonly #tree: ReadonlyMap<string, FileEntry>;
  readonly #limits: Readonly<Record<Exclude<Cap, 'none'>, number>>;
  readonly #progress: GatherOptions['progress'];
  readonly #aside: Aside | undefined;
  readonly #elsewhere: Promise<void>[] = [];
  readonly #documents = new Map<string, Document<unknown>[]>();
  readonly #unread: UnreadPart[] = [];
  #done = 0;
  #place: (path: string) => Place = () => 'code';

  constructor(source: Source, tree: ReadonlyMap<string, FileEntry>, config: Config, options: GatherOptions) {
    this.#source = source;
    this.#tree = tree;
    this.#limits = config.limits;
    this.#progress = options.progress;
    this.#aside = options.aside;
  }

  of<T>(reader: Reader<T>): readonly Document<T>[] {
    return (this.#documents.get(reader.kind) ?? []) as Document<T>[];
  }

  documents(): ReadonlyMap<string, readonly Document<unknown>[]> {
    for (const documents of this.#documents.values()) Object.freeze(documents.sort(byPath));
    return this.#documents;
  }

  unread(): readonly UnreadPart[] {
    return Object.freeze(this.#unread.sort((a, b) => byPath(a, b) || (a.line ?? 0) - (b.line ?? 0)));
  }

  /** Reads the entries that are wanted, then what they refer to, until nothing new is referred to. */
  async read(
    entries: readonly FileEntry[],
    wanted: readonly Wanted[],
    own: (path: string) => boolean,
    place: (path: string) => Place,
  ): Promise<void> {
    this.#place = place;
    let round = new Map<string, Wanted[]>();
    for (const entry of entries) {
      if (entry.kind === 'symlink' || entry.kind === 'submodule') continue;
      const readers = wanted.filter(
        ({ reader, wants }) =>
          reader.matches(entry.path) &&
          (reader.fits === undefined || reader.fits(entry.size)) &&
          (reader.everywhere === true || own(entry.path)) &&
          wants(entry.path, place(entry.path)),
      );
      if (readers.length > 0) round.set(entry.path, readers);
    }
    const seen = new Set(
      [...round].flatMap(([path, readers]) => readers.map(({ reader }) => `${reader.kind}\n${path}`)),
    );
    while (round.size > 0) {
      const referred: { readonly path: string; readonly by: Wanted }[] = [];
      await this.#round(round, referred);
      round = new Map();
      for (const { path, by } of referred) {
        const entry = this.#tree.get(path);
        const key = `${by.reader.kind}\n${path}`;
        if (entry === undefined || entry.kind === 'symlink' || entry.kind === 'submodule' || seen.has(key)) continue;
        seen.add(key);
        round.set(path, [...(round.get(path) ?? []), by]);
      }
    }
  }

  async #round(round: ReadonlyMap<string, Wanted[]>, referred: { path: string; by: Wanted }[]): Promise<void> {
    const whole: { path: string; limit: number }[] = [];
    for (const [path, readers] of round) {
      const size = this.#tree.get(path)?.size ?? null;
      const limit = Math.max(...readers.map(({ reader }) => this.#limit(reader, path)));
      if (size !== null && size > limit) {
        for (const wanted of readers) {
          if (wanted.reader.windowed === true) await this.#stream(path, wanted);
          else this.#miss(path, wanted, `larger than ${limit} bytes`, null, null);
        }
      } else whole.push({ path, limit });
    }
    const total = this.#done + whole.length;
    for await (const content of this.#source.read(whole)) {
      const readers = round.get(content.path) ?? [];
      if ('problem' in content)
        for (const wanted of readers) this.#miss(content.path, wanted, content.problem, null, null);
      else await this.#decode(content.path, content.bytes, readers, referred);
      this.#done += 1;
      this.#progress?.(this.#done, total);
    }
    await Promise.all(this.#elsewhere.splice(0));
  }

  async #decode(
    path: string,
    bytes: Uint8Array,
    readers: readonly Wanted[],
    referred: { path: string; by: Wanted }[],
  ): Promise<void> {
    const text = decode(bytes);
    for (const wanted of readers) {
      const limit = this.#limit(wanted.reader, path);
      if (text === null) {
        if (wanted.reader.textOnly !== true) this.#miss(path, wanted, 'binary content', null, null);
      } else if (bytes.byteLength > limit) {
        this.#miss(path, wanted, `larger than ${limit} bytes`, null, text);
      } else if (wanted.needles(path, this.#place(path))?.heldBy(text) !== false) {
        const aside = wanted.reader.aside === true ? this.#aside : undefined;
        if (aside === undefined) await this.#parse({ path, text, firstLine: 1 }, wanted, referred);
        // Without the text, which would be held until the answer comes.
        else
          this.#elsewhere.push(this.#keep(path, null, wanted, referred, () => aside(wanted.reader.kind, path, bytes)));
      }
    }
  }

  async #stream(path: string, wanted: Wanted): Promise<void> {
    try {
      for await (const window of windows(this.#source.stream(path))) {
        await this.#parse({ path, ...window }, wanted, []);
      }
    } catch (error) {
      this.#miss(path, wanted, reason(error), null, null);
    }
  }

  #parse(file: FileText, wanted: Wanted, referred: { path: string; by: Wanted }[]): Promise<void> {
    return this.#keep(file.path, file.text, wanted, referred, () => wanted.reader.parse(file));
  }

  async #keep(
    path: string,
    text: string | null,
    wanted: Wanted,
    referred: { path: string; by: Wanted }[],
    parse: () => ReturnType<AnyReader['parse']>,
  ): Promise<void> {
    let parsed: Parsed<unknown> | null;
    try {
      parsed = await parse();
    } catch (error) {
      if (!isTemplate(path, wanted)) this.#miss(path, wanted, reason(error), null, text);
      return;
    }
    if (parsed === null) return;
    let documents = this.#documents.get(wanted.reader.kind);
    if (documents === undefined) {
      documents = [];
      this.#documents.set(wanted.reader.kind, documents);
    }
    documents.push(Object.freeze({ path, value: parsed.value }));
    if (!isTemplate(path, wanted)) for (const gap of parsed.gaps ?? []) this.#gap(path, wanted, gap);
    for (const other of parsed.refers ?? []) referred.push({ path: other, by: wanted });
  }

  #gap(path: string, wanted: Wanted, gap: Gap): void {
    this.#miss(path, wanted, gap.reason, gap.line, gap.text);
  }

  #miss(path: string, wanted: Wanted, reason: string, line: number | null, text: string | null): void {
    const needles = text === null ? null : wanted.known.among(text);
    this.#unread.push(Object.freeze({ path, line, reason, reader: wanted.reader.kind, needles }));
  }

  #limit(reader: AnyReader, path: string): number {
    const cap = typeof reader.cap === 'function' ? reader.cap(path) : reader.cap;
    return cap === 'none' ? this.#limits.notebook : this.#limits[cap];
  }
}

function unite(needs: readonly Need[]): readonly Wanted[] {
  const kinds = new Map<string, Need[]>();
  for (const need of needs) kinds.set(need.reader.kind, [...(kinds.get(need.reader.kind) ?? []), need]);
  return [...kinds.values()].map((same) => {
    const known = new Map<string, Needles | null>();
    const wanting = (path: string, place: Place) =>
      same
        .map((need, index) => ({ need, index }))
        .filter(
          ({ need }) =>
            (need.places?.includes(place) ?? true) &&
            (need.paths === undefined || globs(need.paths)(path)) &&
            (need.except === undefined || !globs(need.except)(path)),
        );
    return {
      reader: (same[0] as Need).reader,
      wants: (path, place) => wanting(path, place).length > 0,
      needles: (path, place) => {
        const wanted = wanting(path, place);
        const key = wanted.map(({ index }) => index).join();
        let needles = known.get(key);
        if (needles === undefined) {
          const all = wanted.map(({ need }) => need.needles);
          needles = all.length === 0 || all.includes(undefined) ? null : needlesOf(all.flatMap((list) => list ?? []));
          known.set(key, needles);
        }
        return needles;
      },
      known: needlesOf(same.flatMap((need) => need.needles ?? [])),
    };
  });
}

/** A path with placeholders: what stands there is no code before somebody fills it in. Secrets stay secrets. */
function isTemplate(path: string, { reader }: Wanted): boolean {
  return reader.everywhere !== true && /\{[{%]/.test(path);
}

function reason(error: unknown): string {
  if (error instanceof RangeError) return 'nested too deeply';
  return error instanceof Error ? error.message : 'could not be read';
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
