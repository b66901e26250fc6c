import { installedBy } from '../facts/dependencies/install-command.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import { normalise } from '../facts/dependencies/names.ts';
import { notebook } from '../facts/notebook.ts';
import { stripMagics } from '../facts/python/magics.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const shellCell = /^%%(?:bash|sh|script|shell|!|cmd|system|capture|time|pip|conda)?\b/;
const tools = new Set(['pip', 'setuptools', 'wheel', 'uv', 'build', 'ipykernel', 'jupyter']);

/** What the repository itself builds, and what a variable names, are hints. */
export const notebookInstall: Probe<Options> = {
  about: 'packages that notebooks install by `!pip install` and the like, pinned to one release or not',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs', 'examples'],
  needs: () => [
    {
      reader: notebook,
      needles: [
        'pip install',
        'pip2 install',
        'pip3 install',
        'conda install',
        'mamba install',
        'pip -q install',
        'uv add',
      ],
    },
    { reader: manifest },
  ],
  run: (facts) => {
    const own = new Set(
      facts.documents(manifest).flatMap(({ value }) => (value.package ? [normalise(value.package.name)] : [])),
    );
    own.add(normalise(facts.name.split('/').at(-1) ?? ''));
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(notebook)) {
      for (const { kind, index, source } of value.cells) {
        if (kind !== 'code' || !/install|\badd\b/.test(source)) continue;
        const { commands } = stripMagics(source);
        if (commands[0]?.text.startsWith('%%') && !shellCell.test(commands[0].text)) continue;
        for (const command of commands) {
          for (const { name, pinned, variable, local, line } of installedBy(command.text)) {
            const at = { line: command.line + line, column: command.column, cell: index };
            if (local || (name !== null && tools.has(name))) continue;
            if (pinned) seen.push(finding(path, at, `installs ${name ?? 'a package'} at one release`));
            else if (variable || (name !== null && own.has(name)))
              missing.push(finding(path, at, `installs ${name ?? 'what a variable names'} without a version`, 'hint'));
            else missing.push(finding(path, at, `installs ${name ?? 'a package'} without an exact version`));
          }
        }
      }
    }
    return { seen, missing };
  },
};
