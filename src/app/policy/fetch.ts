import type { Problem, Source } from '../../model.ts';
import { RemoteContents } from '../../source/remote/contents.ts';
import { remoteSource } from '../../source/remote.ts';
import { builtInBook } from '../../surface/book.ts';
import { textIn } from '../../surface/configuration.ts';
import { UsageError } from '../../surface/exit.ts';
import { type RuleFile, rulesFrom } from '../../surface/rule-files.ts';
import type { Octokit } from '../github/github.ts';
import { readPolicy } from './read.ts';

/** The repository that holds an organisation's policy, and the file there. */
export const POLICY_REPOSITORY = '.github';
export const POLICY_FILE = 'mlready.yml';
const LONGEST = 1 << 18;
const MOST_RULES = 500;

/** A policy as it stands in a commit. */
export interface Fetched {
  readonly commit: string;
  /** `null` where there is no policy. */
  readonly text: string | null;
  readonly rules: readonly RuleFile[];
  readonly problems: readonly Problem[];
}

/** Reads the policy at a commit. Rejects with the error of the API, and with a SourceError for a tree beyond measure. */
export async function fetchPolicy(api: Octokit, owner: string, commit: string): Promise<Fetched> {
  const place = { owner, repo: POLICY_REPOSITORY };
  const source = remoteSource(api as never, { ...place, commit, folder: '' }, new RemoteContents(api as never, place));
  const nothing: Fetched = { commit, text: null, rules: [], problems: [] };
  const entries = await source.entries();
  if (!entries.some(({ path, kind }) => path === POLICY_FILE && kind === 'file')) return nothing;
  let text = '';
  try {
    text = await textIn(source, POLICY_FILE, LONGEST);
    const policy = readPolicy(text, POLICY_FILE);
    if ('problems' in policy) return { ...nothing, text, problems: policy.problems };
    const rules = await ruleFiles(source, policy.folders);
    const builtIn = await builtInBook();
    const book = rules.length === 0 ? builtIn : await rulesFrom(rules, builtIn);
    return { commit, text, rules, problems: policy.check(book) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const problems = error.lines.map((message): Problem => {
      const [, file, line, rest] = /^([^:\s]+):([0-9]+): (.*)$/.exec(message) ?? [];
      return file === undefined
        ? { file: POLICY_FILE, line: null, message }
        : { file, line: Number(line), message: rest ?? message };
    });
    return { ...nothing, text, problems };
  }
}

async function ruleFiles(source: Source, folders: readonly string[]): Promise<readonly RuleFile[]> {
  const entries = await source.entries();
  const found: RuleFile[] = [];
  for (const folder of folders) {
    const prefix = `${folder.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
    const paths = entries.filter(
      ({ kind, path }) => kind === 'file' && path.startsWith(prefix) && /\.ya?ml$/.test(path),
    );
    if (paths.length === 0) throw new UsageError(`${POLICY_FILE}: the folder "${folder}" holds no rule files`);
    if (found.length + paths.length > MOST_RULES)
      throw new UsageError(`${POLICY_FILE}: there are more than ${MOST_RULES} rule files`);
    for (const { path } of paths) {
      found.push({ path: path.slice(prefix.length), text: await textIn(source, path, LONGEST), shown: path });
    }
  }
  return found;
}
