import type { Content, FileEntry, Source } from '../model.ts';
import { inOrder, type Task } from './in-order.ts';
import { byPath } from './paths.ts';
import { problems } from './problems.ts';

/** An entry and where its content lies, in terms of the source that made it. */
export interface Leaf<Place> {
  readonly entry: FileEntry;
  readonly place: Place;
}

export type Leaves<Place> = ReadonlyMap<string, Leaf<Place>>;

/** What the sources differ in. */
export interface Origin<Place> {
  readonly name: string;
  readonly commit: string | null;
  /** Called once. Rejects with a `SourceError` where the tree cannot be listed. */
  list(): Promise<Leaves<Place>>;
  /** Told of all that will be read next, where it pays to get it in one go. Never rejects. */
  prepare?(places: readonly Place[]): Promise<void>;
  /** The bytes of a file, or the problem that it has. Never rejects. */
  read(place: Place, limit: number): Promise<Uint8Array | string> | Uint8Array | string;
  stream(place: Place): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** The source that lists and reads what `origin` holds: order, limits and kinds are the same for all of them. */
export function treeSource<Place>(origin: Origin<Place>): Source {
  let listed: Promise<{ leaves: Leaves<Place>; entries: readonly FileEntry[] }> | null = null;
  const tree = () => {
    listed ??= origin.list().then((leaves) => {
      const entries = [...leaves.values()].map((leaf) => leaf.entry).sort(byPath);
      return { leaves, entries };
    });
    return listed;
  };

  return {
    name: origin.name,
    commit: origin.commit,
    entries: async () => (await tree()).entries,
    async *read(requests) {
      const { leaves } = await tree();
      const first = new Map(requests.map(({ path, limit }) => [path, limit]));
      await origin.prepare?.(readable(leaves, first));
      yield* inOrder(tasks(origin, leaves, first));
    },
    async *stream(path) {
      const leaf = (await tree()).leaves.get(path);
      const problem = problemOf(leaf, Number.POSITIVE_INFINITY);
      if (leaf === undefined || problem !== null) throw new Error(problem ?? problems.unknown);
      yield* origin.stream(leaf.place);
    },
    close: () => origin.close(),
  };
}

function readable<Place>(leaves: Leaves<Place>, requests: Iterable<readonly [path: string, limit: number]>): Place[] {
  return [...requests].flatMap(([path, limit]) => {
    const leaf = leaves.get(path);
    return leaf === undefined || problemOf(leaf, limit) !== null ? [] : [leaf.place];
  });
}

function* tasks<Place>(
  origin: Origin<Place>,
  leaves: Leaves<Place>,
  requests: Iterable<readonly [path: string, limit: number]>,
): Generator<Task<Content>, void, undefined> {
  for (const [path, limit] of requests) {
    const leaf = leaves.get(path);
    const problem = problemOf(leaf, limit);
    if (leaf === undefined || problem !== null) {
      yield { cost: 0, start: () => ({ path, problem: problem ?? problems.unknown }) };
    } else {
      yield {
        cost: leaf.entry.size ?? 0,
        start: async () => {
          const result = await origin.read(leaf.place, limit);
          return typeof result === 'string' ? { path, problem: result } : { path, bytes: result };
        },
      };
    }
  }
}

function problemOf(leaf: Leaf<unknown> | undefined, limit: number): string | null {
  if (leaf === undefined) return problems.unknown;
  const { kind, size } = leaf.entry;
  if (kind === 'symlink' || kind === 'submodule') return problems[kind];
  if (size === null) return problems.missing;
  return size > limit ? problems.tooLarge(size, limit) : null;
}
