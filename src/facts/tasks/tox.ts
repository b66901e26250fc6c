import { type IniSection, readIni } from '../dependencies/ini.ts';
import type { Task, TaskFile } from '../tasks.ts';

type Entry = Task['commands'][number];

const deepest = 4;
const mostNames = 200;
const longestList = 5000;

/** Environments of a tox.ini (or of a setup.cfg); what one does not state it has from `testenv`. Reference: https://tox.wiki/en/latest/config.html */
export function readTox(text: string): Omit<TaskFile, 'kind'> {
  const sections = new Map(readIni(text).map((section) => [section.name, section]));
  const listed = namesIn(
    joinedValue(sections.get('tox'), 'envlist') ?? joinedValue(sections.get('tox'), 'env_list') ?? '',
  );
  const written = [...sections.values()].flatMap((section) =>
    section.name.startsWith('testenv:')
      ? namesIn(section.name.slice('testenv:'.length)).map((name) => ({ name, section }))
      : [],
  );
  const own = new Map(written.map(({ name, section }) => [name, section]));
  const base = sections.get('testenv');
  const names = new Set(['testenv', ...listed, ...own.keys()]);
  const tasks = [...names].flatMap((name): Task[] => {
    const section = own.get(name) ?? base;
    if (section === undefined) return [];
    const commands = ['commands_pre', 'commands', 'commands_post'].flatMap((key) =>
      commandsOf(sections, name, entryOf(section, key) ?? entryOf(base, key), 0),
    );
    const directory = joinedValue(section, 'changedir') ?? joinedValue(section, 'change_dir');
    return [
      {
        runner: 'tox',
        name,
        line: section.line,
        needs: [],
        commands,
        directory: directory === null ? null : plain(directory),
      },
    ];
  });
  return { tasks, defaults: listed.length > 0 ? listed : ['testenv'] };
}

function entryOf(section: IniSection | undefined, key: string): IniSection['entries'][number] | undefined {
  return section?.entries.find((entry) => entry.key === key);
}

function joinedValue(section: IniSection | undefined, key: string): string | null {
  const entry = entryOf(section, key);
  return entry === undefined ? null : entry.values.map(({ text }) => text).join(',');
}

function commandsOf(
  sections: ReadonlyMap<string, IniSection>,
  name: string,
  entry: IniSection['entries'][number] | undefined,
  depth: number,
): readonly Entry[] {
  const commands: { text: string; line: number }[] = [];
  for (const { text, line } of entry?.values ?? []) {
    const last = commands.at(-1);
    if (last?.text.endsWith('\\')) {
      last.text = `${last.text.slice(0, -1)}${plain(text)}`;
      continue;
    }
    const [, section, key] = /^\{\[([^\]]+)\]([\w-]+)\}$/.exec(text) ?? [];
    if (section !== undefined && key !== undefined) {
      if (depth < deepest) commands.push(...commandsOf(sections, name, entryOf(sections.get(section), key), depth + 1));
      continue;
    }
    const [, factors, command = ''] = /^([\w.!{},-]+):\s+(.*)$/.exec(text) ?? [null, undefined, text];
    if (factors === undefined || holds(factors, name))
      commands.push({ text: plain(command.replace(/^[-!@\s]+/, '')), line });
  }
  return commands;
}

/** Whether a line of certain factors (`py39,lint`) is for an environment. */
function holds(factors: string, name: string): boolean {
  const own = new Set(name.split('-'));
  return namesIn(factors).some((alternative) =>
    alternative.split('-').every((factor) => (factor.startsWith('!') ? !own.has(factor.slice(1)) : own.has(factor))),
  );
}

/** Substitutions with a value that can be told: `{posargs:tests}` is `tests`, `{envpython}` is `python`. */
function plain(text: string): string {
  return text
    .replace(/\{posargs:([^{}]*)\}/g, '$1')
    .replace(/\{(?:posargs|toxinidir|tox_root)\}\/?/g, '')
    .replace(/\{env_?python\}/g, 'python')
    .replace(/\{env_?bin_?dir\}\//g, '');
}

/** `py{38,39}-x, lint` is `py38-x`, `py39-x` and `lint`. */
function namesIn(list: string): readonly string[] {
  const names: string[] = [];
  const parts = list.slice(0, longestList).split(/[\s,]+(?![^{]*\})/);
  for (const part of parts) {
    let open = [part.trim()];
    while (open.length <= mostNames && open.some((name) => name.includes('{'))) {
      open = open.flatMap((name) => {
        const [whole, before = '', inside, after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(name) ?? [];
        if (whole === undefined || inside === undefined) return [name.replaceAll('{', '')];
        return inside.split(',').map((choice) => `${before}${choice.trim()}${after}`);
      });
    }
    names.push(...open.filter((name) => name !== ''));
    if (names.length > mostNames) break;
  }
  return names.slice(0, mostNames);
}
