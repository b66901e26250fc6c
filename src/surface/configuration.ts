import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { defaultConfig } from '../defaults.ts';
import type { Config, Problem, RuleBook, Source } from '../model.ts';
import { UsageError } from './exit.ts';
import { reasonOf } from './output.ts';
import { type RuleFile, ruleFilesIn, rulesFrom } from './rule-files.ts';
import { problemLine } from './words.ts';

const NAMES: readonly string[] = ['.mlready.yml', '.mlready.yaml'];
const MAX_BYTES = 1 << 18;

/** What an audit judges by. */
export interface Configured {
  readonly config: Config;
  readonly book: RuleBook;
}

/** A configuration's text, and how to read the rule folders that it names. */
interface Found {
  readonly file: string;
  readonly text: string;
  readonly ruleFiles: (folder: string) => Promise<readonly RuleFile[]>;
}

/**
 * The configuration of an audit and the rules with those of one's own. `file` (from `--config`) is read from the disk;
 * otherwise the one at the root of the source counts, as it stands in the audited revision. Links are not followed.
 * @throws UsageError
 */
export async function configure(source: Source, file: string | undefined, builtIn: RuleBook): Promise<Configured> {
  return configuredBy(file === undefined ? await inSource(source) : onDisk(file), builtIn);
}

/** The same by another configuration file of a source, at its path there. @throws UsageError */
export async function configureFrom(source: Source, file: string, builtIn: RuleBook): Promise<Configured> {
  return configuredBy(await inSource(source, [file]), builtIn);
}

async function configuredBy(found: Found | null, builtIn: RuleBook): Promise<Configured> {
  if (found === null) return { config: defaultConfig, book: builtIn };

  const { checkConfig, readConfig } = await import('../config.ts');
  const read = readConfig(found.text, found.file);
  if ('problems' in read) throw usage(read.problems);
  let book = builtIn;
  const { rules } = read.config;
  if (rules.length > 0) {
    const files = (await Promise.all(rules.map(found.ruleFiles))).flat();
    book = await rulesFrom(files, builtIn);
  }
  const problems = checkConfig(read, book, found.file);
  if (problems.length > 0) throw usage(problems);
  return { config: read.config, book };
}

/** The text of the configuration at the root of a source, `null` where there is none that can be read. */
export async function configurationText(
  source: Source,
): Promise<{ readonly file: string; readonly text: string } | null> {
  try {
    return await inSource(source);
  } catch (error) {
    if (error instanceof UsageError) return { file: NAMES[0] ?? '', text: error.message };
    throw error;
  }
}

function usage(problems: readonly Problem[]): UsageError {
  return new UsageError(...problems.map(problemLine));
}

function onDisk(file: string): Found {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw new UsageError(`${file} is too large for a configuration`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read the configuration ${file}: ${reasonOf(error)}`);
  }
  return { file, text: decode(bytes, file), ruleFiles: async (folder) => ruleFilesIn(dirname(file), folder) };
}

async function inSource(source: Source, names = NAMES): Promise<Found | null> {
  const entries = await source.entries();
  const candidates = entries.filter(({ path }) => names.includes(path));
  const [entry, second] = candidates;
  if (entry === undefined) return null;
  if (second !== undefined) throw new UsageError(`there are ${entry.path} and ${second.path}, keep one`);
  if (entry.kind !== 'file' && entry.kind !== 'executable') {
    throw new UsageError(`${entry.path} is not a regular file; links are not followed`);
  }
  const text = await textIn(source, entry.path, MAX_BYTES);
  const ruleFiles = async (folder: string): Promise<RuleFile[]> => {
    const below = `${folder.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
    const prefix = entry.path.includes('/') ? `${dirname(entry.path)}/${below}` : below;
    const paths = entries
      .filter(({ kind, path }) => kind === 'file' && path.startsWith(prefix) && /\.ya?ml$/.test(path))
      .map(({ path }) => path);
    if (paths.length === 0) throw new UsageError(`${entry.path}: the folder "${folder}" holds no rule files`);
    const files: RuleFile[] = [];
    for (const path of paths) {
      files.push({ path: path.slice(prefix.length), text: await textIn(source, path, MAX_BYTES), shown: path });
    }
    return files;
  };
  return { file: entry.path, text, ruleFiles };
}

/** The text of a file of a source. @throws UsageError */
export async function textIn(source: Source, path: string, limit: number): Promise<string> {
  for await (const content of source.read([{ path, limit }])) {
    if ('problem' in content) throw new UsageError(`cannot read ${path}: ${content.problem}`);
    return decode(content.bytes, path);
  }
  throw new UsageError(`cannot read ${path}`);
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not a text in UTF-8`);
  }
}
