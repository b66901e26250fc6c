import { isBuiltin } from 'node:module';
import { type OutputOptions, type RolldownOptions, rolldown } from 'rolldown';
import type { RuleBook } from '../src/model.ts';
import { notices } from './notices.ts';

/** How one of our programs is bundled. */
export type BundleConfig = Omit<RolldownOptions, 'output'> & { readonly output: OutputOptions };

/** A bundle before it is written. */
export interface Bundle {
  /** File name → content. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** The notices of the packages of which it holds code. */
  readonly notices: string;
}

/** Bundles a program with everything that it imports. @throws Error for an import that is left over */
export async function bundle({ output, ...input }: BundleConfig): Promise<Bundle> {
  const builder = await rolldown(input);
  const built = await builder.generate(output);
  await builder.close();
  const files = new Map<string, string | Uint8Array>();
  const modules = new Set<string>();
  for (const chunk of built.output) {
    files.set(chunk.fileName, chunk.type === 'chunk' ? chunk.code : chunk.source);
    if (chunk.type !== 'chunk') continue;
    for (const id of chunk.moduleIds) modules.add(id);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
      const known = isBuiltin(name) || built.output.some(({ fileName }) => fileName === name);
      if (!known) throw new Error(`${name} is not in the bundle; ${chunk.fileName} imports it`);
    }
  }
  return { files, notices: notices(modules) };
}

/** The rules as bundles carry them: compiled, without their examples. */
export function leanBook({ rules, ...rest }: RuleBook): string {
  return JSON.stringify({ ...rest, rules: rules.map(({ examples, ...rule }) => rule) });
}
