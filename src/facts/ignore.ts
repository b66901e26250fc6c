import ignore, { type Ignore } from 'ignore';
import type { Facts, FileText, Gap, Parsed, Reader } from '../model.ts';
import { memo } from './memo.ts';
import { bearable, folderOf, nameOf } from './patterns.ts';

export interface GitIgnore {
  readonly patterns: readonly { readonly pattern: string; readonly line: number }[];
}

export interface IgnoreRules {
  /**
   * The line that keeps a path out of Git, or `null`. A folder is asked for with a slash at its end.
   * Whether the path is tracked all the same is not looked at.
   */
  ignores(path: string): { readonly path: string; readonly line: number } | null;
}

/** `.gitignore` as gitignore(5) describes it. */
export const gitignore: Reader<GitIgnore> = {
  kind: 'gitignore',
  cap: 'text',
  matches: (path) => nameOf(path) === '.gitignore',
  parse: (file) => readIgnore(file),
};

/** What all .gitignore files of the repository say together: the deeper file wins, below an ignored folder all is lost. */
export const ignoreRules: (facts: Facts) => IgnoreRules = memo((facts) => {
  const files = new Map(
    facts.documents(gitignore).map(({ path, value }) => [folderOf(path), { path, rules: compile(value) }]),
  );
  const decide = (path: string) => {
    for (let folder = folderOf(path.replace(/\/$/, '')); ; folder = folderOf(folder.slice(0, -1))) {
      const file = files.get(folder);
      if (file !== undefined) {
        const { ignored, unignored, rule } = file.rules.test(path.slice(folder.length));
        if (ignored) return { path: file.path, line: Number(rule?.mark ?? 1) };
        if (unignored) return null;
      }
      if (folder === '') return null;
    }
  };
  const known = new Map<string, ReturnType<typeof decide>>();
  const remembered = (path: string) => {
    let decision = known.get(path);
    if (decision === undefined) {
      decision = decide(path);
      known.set(path, decision);
    }
    return decision;
  };
  return {
    ignores(path) {
      const clean = path.replace(/^(?:\.?\/)+/, '');
      if (clean === '' || /(?:^|\/)\.\.?(?:\/|$)/.test(clean)) return null;
      for (
        let slash = clean.indexOf('/');
        slash >= 0 && slash < clean.length - 1;
        slash = clean.indexOf('/', slash + 1)
      ) {
        const decision = remembered(clean.slice(0, slash + 1));
        if (decision !== null) return decision;
      }
      return remembered(clean);
    },
  };
});

function readIgnore(file: FileText): Parsed<GitIgnore> {
  const patterns: { pattern: string; line: number }[] = [];
  const gaps: Gap[] = [];
  for (const [index, raw] of file.text.split('\n').entries()) {
    const pattern = raw.replace(/\r$/, '');
    if (pattern.trim() === '' || pattern.startsWith('#')) continue;
    if (bearable(pattern)) patterns.push({ pattern, line: index + 1 });
    else gaps.push({ reason: 'a pattern with too many wildcards', line: index + 1, text: pattern });
  }
  return { value: { patterns }, gaps };
}

function compile({ patterns }: GitIgnore): Ignore {
  return ignore({ ignorecase: false }).add(patterns.map(({ pattern, line }) => ({ pattern, mark: String(line) })));
}
