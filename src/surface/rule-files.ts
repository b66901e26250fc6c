import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RuleBook } from '../model.ts';
import { UsageError } from './exit.ts';
import { reasonOf } from './output.ts';
import { problemLine } from './words.ts';

const MAX_FILES = 2000;

export interface RuleFile {
  /** Below the rule folder, which makes it the id. */
  readonly path: string;
  readonly text: string;
  /** What people call it, in messages. */
  readonly shown: string;
}

/** The YAML files below a folder of the user's. Links are not followed. @throws UsageError */
export function ruleFilesIn(base: string, folder: string): RuleFile[] {
  const root = resolve(base, folder);
  const found: RuleFile[] = [];
  try {
    if (!statSync(root).isDirectory()) throw new UsageError(`${folder} is not a folder`);
    const open = [''];
    for (let below = open.pop(); below !== undefined; below = open.pop()) {
      for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') open.push(path);
        if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) continue;
        found.push({ path, text: readFileSync(join(root, path), 'utf8'), shown: join(folder, path) });
        if (found.length > MAX_FILES) throw new UsageError(`${folder} holds more than ${MAX_FILES} YAML files`);
      }
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read the rules in ${folder}: ${reasonOf(error)}`);
  }
  if (found.length === 0) throw new UsageError(`${folder} holds no rule files`);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The given files on top of the built-in rules. A file with the id of a built-in rule takes its place. @throws UsageError */
export async function rulesFrom(files: readonly RuleFile[], builtIn: RuleBook): Promise<RuleBook> {
  const [{ loadRules }, { probes }] = await Promise.all([import('../rules.ts'), import('../probes/index.ts')]);
  const loaded = loadRules(files, probes, builtIn);
  if ('book' in loaded) return loaded.book;
  const names = new Map(files.map(({ path, shown }) => [path, shown]));
  throw new UsageError(
    ...loaded.problems.map((problem) => problemLine({ ...problem, file: names.get(problem.file) ?? problem.file })),
  );
}
