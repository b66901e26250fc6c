import type { Parsed } from '../../model.ts';
import type { Dependency, Manifest } from './model.ts';
import { isLocalPath, readReference } from './reference.ts';
import { type Requirement, readRequirement } from './requirement.ts';
import { toPep440 } from './specifier.ts';

export type Place = Pick<Dependency, 'line' | 'group'> & Partial<Pick<Dependency, 'groupName' | 'hashed'>>;

/** A path relative to the folder of `from`, made relative to the root; `null` where it leads out of the repository. */
export function resolvePath(from: string, relative: string): string | null {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A manifest while it is being read. */
export class Draft {
  dependencies: Dependency[] = [];
  readonly sections: { name: string; line: number }[] = [];
  complete = true;
  compiled = false;
  python: Manifest['python'] = null;
  package: Manifest['package'] = null;
  readonly #kind: Manifest['kind'];
  readonly #path: string;
  readonly #includes = new Set<string>();

  constructor(kind: Manifest['kind'], path: string) {
    this.#kind = kind;
    this.#path = path;
  }

  add(part: Pick<Dependency, 'name'> & Place & Partial<Dependency>): void {
    this.dependencies.push({
      name: part.name,
      specifier: part.specifier ?? '',
      pinned: part.pinned ?? false,
      extras: part.extras ?? [],
      marker: part.marker ?? null,
      url: part.url ?? null,
      hashed: part.hashed ?? false,
      group: part.group,
      groupName: part.groupName ?? null,
      ecosystem: part.ecosystem ?? 'python',
      line: part.line,
    });
  }

  /** Adds what stands in a list of PEP 508 requirements; anything else leaves the manifest incomplete. */
  requirement(text: unknown, place: Place): void {
    this.addRequirement(typeof text === 'string' ? readRequirement(text) : null, place);
  }

  addRequirement(requirement: Requirement | null, place: Place): void {
    if (requirement === null) this.complete = false;
    else if (requirement.name === 'python') this.setPython(requirement.specifier, place.line);
    else this.add({ ...requirement, ...place, hashed: requirement.hashed || place.hashed === true });
  }

  /** Adds a URL, path or `git+…` reference. The repository's own folders are no dependencies. */
  reference(text: string, place: Place, marker: string | null = null): void {
    const reference = readReference(text);
    const { name, kind, ...rest } = reference;
    const folder = kind === 'path' && !/\.(?:whl|zip|gz|tgz|bz2|xz|egg|conda)$/i.test(rest.url);
    if (name !== null && !folder) {
      this.add({ ...rest, name, marker, ...place, hashed: rest.hashed || place.hashed === true });
    } else if (!folder || !isLocalPath(text)) this.complete = false;
  }

  /** Notes another manifest, given relative to this one's folder. */
  include(relative: string): void {
    const path = /:\/\/|^[/~$%]|[${}]/.test(relative) ? null : resolvePath(this.#path, relative.replaceAll('\\', '/'));
    if (path === null || path === '' || path.includes('\0')) this.complete = false;
    else if (path !== this.#path) this.#includes.add(path);
  }

  /** States the version of Python, in whatever notation; the first statement counts. */
  setPython(specifier: string, line: number): void {
    const alternatives = toPep440(specifier);
    if (alternatives === null) this.complete = false;
    else if (alternatives.some((range) => range !== '')) this.python ??= { specifier: alternatives.join(' || '), line };
  }

  /** Changes every dependency, or drops those for which there is nothing. */
  change(change: (dependency: Dependency) => Dependency | null): void {
    this.dependencies = this.dependencies.flatMap((entry) => change(entry) ?? []);
  }

  finish(): Parsed<Manifest> {
    const includes = [...this.#includes];
    return {
      value: {
        kind: this.#kind,
        dependencies: this.dependencies,
        complete: this.complete,
        python: this.python,
        package: this.package,
        includes,
        compiled: this.compiled,
        sections: this.sections,
      },
      refers: includes,
    };
  }
}
