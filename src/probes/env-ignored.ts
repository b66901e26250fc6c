import { environmentNeedles, environmentReads } from '../facts/environment-reads.ts';
import { gitignore, ignoreRules } from '../facts/ignore.ts';
import { folderOf } from '../facts/patterns.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const envIgnored: Probe<Options> = {
  about: 'lines of .gitignore that keep a .env file out of Git, at the top or above code that reads the environment',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples'],
  needs: () => [{ reader: gitignore }, { reader: environmentReads, needles: [...environmentNeedles, 'dotenv'] }],
  run: (facts) => {
    const folders = new Set(['']);
    for (const { path } of facts.documents(environmentReads)) {
      for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder.slice(0, -1))) folders.add(folder);
    }
    const rules = ignoreRules(facts);
    return {
      seen: [...folders].flatMap((folder) => {
        const found = rules.ignores(`${folder}.env`);
        return found === null ? [] : [finding(found.path, { line: found.line, column: 1 }, 'keeps .env out of Git')];
      }),
    };
  },
};
