import type { Ecosystem, Lock, LockedPackage } from './model.ts';

/** Gathers locked packages: those of several platforms or groups once for each version. */
export class LockDraft {
  readonly #packages = new Map<string, LockedPackage>();

  add(name: string, version: string | null, line: number): void {
    const key = `${name}\n${version}`;
    if (!this.#packages.has(key)) this.#packages.set(key, { name, version, line });
  }

  finish(kind: Lock['kind'], ecosystem: Ecosystem, overridden: readonly string[] = []): Lock {
    return { kind, ecosystem, packages: [...this.#packages.values()], overridden };
  }
}
