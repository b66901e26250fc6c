/** Declared dependencies and what locks them, in one shape for every ecosystem. */

export type Ecosystem = 'python' | 'conda' | 'npm' | 'r' | 'julia';

export interface Dependency {
  /** Normalised as PEP 503 says for Python; as written elsewhere. */
  readonly name: string;
  /** As written, e.g. `>=1.2,<2`, `==1.0.*`, `^1.2` or empty. */
  readonly specifier: string;
  /** Fixed to one release: `==`, `===`, `~=` at patch level, exact conda spec, hash, URL or VCS reference with tag or commit. */
  readonly pinned: boolean;
  readonly extras: readonly string[];
  readonly marker: string | null;
  /** Direct reference: URL, VCS or local path, without credentials, query and fragment. */
  readonly url: string | null;
  readonly hashed: boolean;
  /** `main`, `dev` (also an extra named `test` or the like), `optional` (any other extra or group) or `build`. */
  readonly group: 'main' | 'dev' | 'optional' | 'build';
  /** Name of the extra or dependency group. */
  readonly groupName: string | null;
  readonly ecosystem: Ecosystem;
  readonly line: number;
}

export interface Manifest {
  readonly kind:
    | 'requirements'
    | 'constraints'
    | 'pyproject'
    | 'setup.cfg'
    | 'setup.py'
    | 'environment.yml'
    | 'Pipfile'
    | 'pixi.toml'
    | 'package.json'
    | 'conda-meta'
    | 'DESCRIPTION'
    | 'Project.toml';
  readonly dependencies: readonly Dependency[];
  /** False where dependencies are computed by code that cannot be read statically (setup.py) or declared dynamic. */
  readonly complete: boolean;
  /** Stated Python version or range in PEP 440's notation, alternatives joined by ` || `, with its line. */
  readonly python: { readonly specifier: string; readonly line: number } | null;
  /** Metadata of an installable package. */
  readonly package: {
    readonly name: string;
    readonly version: string | null;
    readonly classifiers: readonly string[];
    readonly licence: string | null;
    readonly scripts: readonly { readonly name: string; readonly target: string; readonly line: number }[];
    readonly line: number;
  } | null;
  /** Paths of other manifests that it includes, relative to the root (`-r`, `-c`, dynamic `file = […]`). */
  readonly includes: readonly string[];
  /** Output of pip-compile, `uv export` or `pip freeze` that lists the whole tree: it is a lock file, too. */
  readonly compiled: boolean;
  /** Tools configured in it, by dotted section, with line: `tool.ruff`, `tool.pytest.ini_options`, `mypy`. */
  readonly sections: readonly { readonly name: string; readonly line: number }[];
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string | null;
  readonly line: number;
}

export interface Lock {
  readonly kind:
    | 'uv.lock'
    | 'poetry.lock'
    | 'pdm.lock'
    | 'Pipfile.lock'
    | 'conda-lock'
    | 'conda-explicit'
    | 'pixi.lock'
    | 'pylock.toml'
    | 'requirements'
    | 'package-lock.json'
    | 'pnpm-lock.yaml'
    | 'yarn.lock'
    | 'renv.lock'
    | 'Manifest.toml';
  readonly ecosystem: Ecosystem;
  readonly packages: readonly LockedPackage[];
  /** Packages whose version the lock's own settings override, whatever the manifest asks for. */
  readonly overridden?: readonly string[];
}
