import { posix } from 'node:path';
import { defaultConfig } from '../defaults.ts';
import type { Notice, Report, Source } from '../model.ts';
import { builtInBook } from '../surface/book.ts';
import { type Configured, configurationText, configure, configureFrom, textIn } from '../surface/configuration.ts';
import { UsageError } from '../surface/exit.ts';
import { problemLine } from '../surface/words.ts';
import type { Organisation } from './organisation.ts';

const LONGEST_BASELINE = 50 << 20;
const LONGEST_RULE = 1 << 18;

/** A commit as the folder that is judged, and as a whole: other files may be named by the workflow. */
export interface Sides {
  readonly folder: Source;
  readonly top: Source;
}

/** What a change is judged by, all of it from the commit that decides. */
export interface Policy {
  readonly configured: Configured;
  /** Marks what the baseline holds; `null` without one. */
  readonly baseline: ((report: Report) => Report) | null;
  /** What of it another commit would change; paths are relative to the judged folder. */
  changedIn(other: Sides): Promise<readonly Notice[]>;
}

/** Where what decides lies, by paths from the top of the repository. */
export interface Wanted {
  /** The folder to judge; empty for the top. */
  readonly path: string;
  /** Another configuration than the one of the judged folder. */
  readonly config: string | null;
  readonly baseline: string | null;
}

/**
 * Reads configuration, rules of one's own and baseline. What the deciding commit lacks and the head has does not count yet.
 * @param head the other side of a comparison, if there is one
 * @param organisation what stands above the repository, if anything does
 * @throws UsageError
 */
export async function policyOf(
  sides: Sides,
  head: Sides | null,
  inputs: Wanted,
  organisation: Organisation | null = null,
): Promise<Policy> {
  const builtIn = organisation?.book ?? (await builtInBook());
  const exists = async (side: Sides, file: string) => (await side.top.entries()).some(({ path }) => path === file);
  const isThere = async (file: string, what: string): Promise<boolean> => {
    if (await exists(sides, file)) return true;
    if (head !== null && (await exists(head, file))) return false;
    throw new UsageError(`there is no ${what} ${file} in commit ${sides.top.commit?.slice(0, 7) ?? ''}`);
  };
  const { config, baseline } = inputs;
  let configured: Configured = { config: defaultConfig, book: builtIn };
  if (config === null) configured = await configure(sides.folder, undefined, builtIn);
  else if (await isThere(config, 'configuration')) configured = await configureFrom(sides.top, config, builtIn);
  if (organisation !== null) configured = organisation.over(configured);
  return {
    configured,
    baseline: baseline !== null && (await isThere(baseline, 'baseline')) ? await baselineIn(sides.top, baseline) : null,
    changedIn: async (other) => {
      const [before, after] = [await texts(sides, configured, inputs), await texts(other, configured, inputs)];
      const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
      return paths
        .filter((path) => before.get(path) !== after.get(path))
        .map((path) => ({ path, line: null, message: 'this change takes effect once it is part of the base' }));
    },
  };
}

async function baselineIn(source: Source, file: string): Promise<(report: Report) => Report> {
  const { readBaseline, withBaseline } = await import('../baseline.ts');
  const read = readBaseline((await textIn(source, file, LONGEST_BASELINE)).replace(/^\uFEFF/, ''), file);
  if ('problems' in read) throw new UsageError(...read.problems.map(problemLine));
  return (report) => withBaseline(report, read, file, true);
}

/** The texts of everything that decides, by path relative to the judged folder. */
async function texts({ folder, top }: Sides, { config }: Configured, inputs: Wanted): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const fromFolder = (path: string) => posix.relative(inputs.path, path);
  const add = async (source: Source, path: string, shown: string, limit: number) => {
    if (!(await source.entries()).some((entry) => entry.path === path)) return;
    // What cannot be read is as changed as what can.
    found.set(shown, await textIn(source, path, limit).catch((error) => String(error)));
  };
  if (inputs.config !== null) await add(top, inputs.config, fromFolder(inputs.config), LONGEST_RULE);
  else {
    const own = await configurationText(folder);
    if (own !== null) found.set(own.file, own.text);
  }
  if (inputs.baseline !== null) await add(top, inputs.baseline, fromFolder(inputs.baseline), LONGEST_BASELINE);
  const [source, below] = inputs.config === null ? [folder, ''] : [top, posix.dirname(inputs.config)];
  for (const rules of config.rules) {
    const prefix = `${posix.normalize(posix.join(below, rules)).replace(/\/+$/, '')}/`;
    for (const { path } of await source.entries()) {
      if (!path.startsWith(prefix) || !/\.ya?ml$/.test(path)) continue;
      await add(source, path, inputs.config === null ? path : fromFolder(path), LONGEST_RULE);
    }
  }
  return found;
}
